//! As many units as fit through a small network, as cheaply as possible: successive shortest paths
//! with potentials (Ahuja, Magnanti and Orlin, "Network Flows", 1993, section 9.7), in whole
//! numbers; and then, among all the cheapest, the one that uses the arcs that are asked for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What a unit costs on an arc. Wide enough for the packed objectives of any room.
pub(super) type Cost = i128;

/// Where all units come from.
pub(super) const SOURCE: usize = 0;
/// Where all units go.
pub(super) const SINK: usize = 1;

/// Nodes, and arcs that carry units between them. Costs are not negative.
pub(super) struct Network {
    /// An arc and the way back lie side by side: the other of arc `a` is `a ^ 1`.
    arcs: Vec<Arc>,
    costs: Vec<Cost>,
    /// The arcs that leave each node, ways back included.
    leaving: Vec<Vec<usize>>,
    /// Under these no arc with room costs less than nothing.
    potentials: Vec<Cost>,
}

#[derive(Clone, Copy)]
struct Arc {
    to: usize,
    room: u32,
}

/// A full and cheapest flow, and all others that are as full and as cheap. They differ by units
/// that go round along arcs which cost nothing under the potentials, so only those are left.
pub(super) struct Cheapest {
    arcs: Vec<Arc>,
    leaving: Vec<Vec<usize>>,
    /// What was found to be reached from a node since the flow last changed.
    trees: BTreeMap<usize, Tree>,
}

/// By which arc each node is reached; `NO_ARC` where it is not.
type Tree = Vec<usize>;

const NO_ARC: usize = usize::MAX;

impl Network {
    /// The source and the sink alone.
    pub(super) fn new() -> Network {
        let leaving = vec![Vec::new(); 2];
        Network { arcs: Vec::new(), costs: Vec::new(), leaving, potentials: vec![0; 2] }
    }

    /// One more node.
    pub(super) fn node(&mut self) -> usize {
        self.leaving.push(Vec::new());
        self.potentials.push(0);
        self.leaving.len() - 1
    }

    /// One more arc, with room for so many units at this cost each.
    pub(super) fn arc(&mut self, from: usize, to: usize, room: u32, cost: Cost) -> usize {
        let arc = self.arcs.len();
        self.arcs.extend([Arc { to, room }, Arc { to: from, room: 0 }]);
        self.costs.extend([cost, -cost]);
        self.leaving[from].push(arc);
        self.leaving[to].push(arc + 1);
        arc
    }

    /// Sends as many units as possible from the source to the sink, as cheaply as possible.
    pub(super) fn fill(mut self) -> Cheapest {
        while self.raise() {
            while let Some(path) = self.free_path() {
                send(&mut self.arcs, &path);
            }
        }
        let free = |node: usize| {
            let arcs = self.leaving[node].iter().copied();
            arcs.filter(|arc| self.reduced(*arc, node) == 0).collect()
        };
        let leaving: Vec<Vec<usize>> = (0..self.leaving.len()).map(free).collect();
        Cheapest { trees: BTreeMap::new(), leaving, arcs: self.arcs }
    }

    /// Raises the potentials until a cheapest path to the sink costs nothing; false when no path
    /// has room (Dijkstra's algorithm).
    fn raise(&mut self) -> bool {
        let mut distances = vec![Cost::MAX; self.leaving.len()];
        let mut open = BinaryHeap::from([(Reverse(0), SOURCE)]);
        distances[SOURCE] = 0;
        while let Some((Reverse(distance), node)) = open.pop() {
            if node == SINK {
                break;
            }
            if distance > distances[node] {
                continue;
            }
            for &arc in &self.leaving[node] {
                let Arc { to, room } = self.arcs[arc];
                if room > 0 {
                    let further = distance + self.reduced(arc, node);
                    if further < distances[to] {
                        distances[to] = further;
                        open.push((Reverse(further), to));
                    }
                }
            }
        }
        let most = distances[SINK];
        if most == Cost::MAX {
            return false;
        }
        for (potential, distance) in self.potentials.iter_mut().zip(distances) {
            *potential += distance.min(most);
        }
        true
    }

    /// The arcs of a way from the source to the sink on which nothing costs anything.
    fn free_path(&self) -> Option<Vec<usize>> {
        let usable = |arc: usize, from| self.reduced(arc, from) == 0;
        let tree = grow(&self.arcs, &self.leaving, SOURCE, Some(SINK), usable);
        path(&self.arcs, &tree, SOURCE, SINK)
    }

    /// What a unit costs on an arc under the potentials.
    fn reduced(&self, arc: usize, from: usize) -> Cost {
        self.costs[arc] + self.potentials[from] - self.potentials[self.arcs[arc].to]
    }
}

impl Cheapest {
    /// Whether an arc carries a unit in some flow that is as full and as cheap, and keeps all
    /// that is fixed. If so the flow becomes that one, and the unit stays fixed to the arc.
    pub(super) fn fix(&mut self, arc: usize) -> bool {
        let back = arc ^ 1;
        if self.arcs[back].room == 0 {
            let (from, to) = (self.arcs[back].to, self.arcs[arc].to);
            if !self.leaving[from].contains(&arc) {
                return false;
            }
            let tree = self
                .trees
                .entry(to)
                .or_insert_with(|| grow(&self.arcs, &self.leaving, to, None, |_, _| true));
            let Some(mut round) = path(&self.arcs, tree, to, from) else { return false };
            round.push(arc);
            send(&mut self.arcs, &round);
        }
        self.arcs[back].room = 0;
        self.trees.clear();
        true
    }
}

/// Everything that is reached from a node along usable arcs with room, or as much as is needed to
/// reach one node.
fn grow(
    arcs: &[Arc],
    leaving: &[Vec<usize>],
    from: usize,
    to: Option<usize>,
    usable: impl Fn(usize, usize) -> bool,
) -> Tree {
    let mut tree = vec![NO_ARC; leaving.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for &arc in &leaving[node] {
            let Arc { to: next, room } = arcs[arc];
            if room > 0 && next != from && tree[next] == NO_ARC && usable(arc, node) {
                tree[next] = arc;
                if Some(next) == to {
                    return tree;
                }
                open.push(next);
            }
        }
    }
    tree
}

/// The arcs from the root of a tree to a node, the last first.
fn path(arcs: &[Arc], tree: &[usize], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut path = Vec::new();
    let mut node = to;
    while node != from {
        let arc = tree[node];
        if arc == NO_ARC {
            return None;
        }
        path.push(arc);
        node = arcs[arc ^ 1].to;
    }
    Some(path)
}

fn send(arcs: &mut [Arc], path: &[usize]) {
    for arc in path {
        arcs[*arc].room -= 1;
        arcs[arc ^ 1].room += 1;
    }
}
