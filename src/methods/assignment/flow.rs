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
    nodes: usize,
    /// An arc and the way back lie side by side: the other of arc `a` is `a ^ 1`.
    arcs: Vec<Arc>,
    costs: Vec<Cost>,
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
    leaving: Leaving,
    /// What was found to be reached from a node since the flow last changed.
    trees: BTreeMap<usize, Tree>,
}

/// By which arc each node is reached; `NO_ARC` where it is not.
type Tree = Vec<usize>;

const NO_ARC: usize = usize::MAX;

impl Network {
    /// The source and the sink alone.
    pub(super) fn new() -> Network {
        Network { nodes: 2, arcs: Vec::new(), costs: Vec::new() }
    }

    /// One more node.
    pub(super) fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    /// One more arc, with room for so many units at this cost each.
    pub(super) fn arc(&mut self, from: usize, to: usize, room: u32, cost: Cost) -> usize {
        let arc = self.arcs.len();
        self.arcs.extend([Arc { to, room }, Arc { to: from, room: 0 }]);
        self.costs.extend([cost, -cost]);
        arc
    }

    /// Sends as many units as possible from the source to the sink, as cheaply as possible.
    pub(super) fn fill(self) -> Cheapest {
        let leaving = Leaving::of(self.nodes, &self.arcs, |_| true);
        let potentials = vec![0; self.nodes];
        let mut filling = Filling { leaving, potentials, arcs: self.arcs, costs: self.costs };
        while filling.raise() {
            filling.send_for_free();
        }
        let is_free = |arc: usize| filling.reduced(arc, filling.arcs[arc ^ 1].to) == 0;
        let leaving = Leaving::of(self.nodes, &filling.arcs, is_free);
        Cheapest { trees: BTreeMap::new(), leaving, arcs: filling.arcs }
    }
}

/// A network that is being filled.
struct Filling {
    arcs: Vec<Arc>,
    costs: Vec<Cost>,
    leaving: Leaving,
    /// Under these no arc with room costs less than nothing.
    potentials: Vec<Cost>,
}

impl Filling {
    /// Raises the potentials until a cheapest path to the sink costs nothing; false when no path
    /// has room (Dijkstra's algorithm).
    fn raise(&mut self) -> bool {
        let mut distances = vec![Cost::MAX; self.potentials.len()];
        let mut open = BinaryHeap::new();
        // What is no further than the node that is looked at needs no place in the order.
        let mut near = vec![(0, SOURCE)];
        distances[SOURCE] = 0;
        while let Some((distance, node)) = near.pop().or_else(|| nearest(&mut open)) {
            if node == SINK {
                break;
            }
            if distance > distances[node] {
                continue;
            }
            for &arc in self.leaving.from(node) {
                let Arc { to, room } = self.arcs[arc];
                if room == 0 {
                    continue;
                }
                let further = distance + self.reduced(arc, node);
                if further >= distances[to].min(distances[SINK]) {
                    continue;
                }
                distances[to] = further;
                if further == distance {
                    near.push((further, to));
                } else {
                    open.push((Reverse(further), to));
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

    /// Sends units along ways that cost nothing, at least one if there is one. A node from which
    /// the sink was not reached is not tried again: should that have changed, the next raise is by
    /// nothing, and finds it.
    fn send_for_free(&mut self) {
        let mut tried = vec![false; self.potentials.len()];
        tried[SOURCE] = true;
        let mut path: Vec<usize> = Vec::new();
        let mut rest = vec![self.leaving.from(SOURCE).iter()];
        while let Some(arcs) = rest.last_mut() {
            let node = path.last().map_or(SOURCE, |arc| self.arcs[*arc].to);
            let is_open = |arc: usize| {
                let Arc { to, room } = self.arcs[arc];
                room > 0 && !tried[to] && self.reduced(arc, node) == 0
            };
            let Some(&arc) = arcs.find(|arc| is_open(**arc)) else {
                rest.pop();
                path.pop();
                continue;
            };
            let to = self.arcs[arc].to;
            path.push(arc);
            if to == SINK {
                send(&mut self.arcs, &path);
                path.drain(..).for_each(|arc| tried[self.arcs[arc].to] = false);
                rest.truncate(1);
            } else {
                tried[to] = true;
                rest.push(self.leaving.from(to).iter());
            }
        }
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
            if !self.leaving.from(from).contains(&arc) {
                return false;
            }
            let tree = self.trees.entry(to).or_insert_with(|| grow(&self.arcs, &self.leaving, to));
            let Some(mut round) = path(&self.arcs, tree, to, from) else { return false };
            round.push(arc);
            send(&mut self.arcs, &round);
        }
        self.arcs[back].room = 0;
        self.trees.clear();
        true
    }
}

fn nearest(open: &mut BinaryHeap<(Reverse<Cost>, usize)>) -> Option<(Cost, usize)> {
    open.pop().map(|(Reverse(distance), node)| (distance, node))
}

/// The arcs that leave each node, ways back included.
struct Leaving {
    /// Where those of each node begin, and where the last end.
    begins: Vec<usize>,
    arcs: Vec<usize>,
}

impl Leaving {
    /// Of all arcs those for which something holds.
    fn of(nodes: usize, arcs: &[Arc], holds: impl Fn(usize) -> bool) -> Leaving {
        let kept: Vec<usize> = (0..arcs.len()).filter(|arc| holds(*arc)).collect();
        let from = |arc: usize| arcs[arc ^ 1].to;
        // Counted first, and then put in their places from the last on.
        let mut begins = vec![0; nodes + 1];
        kept.iter().for_each(|arc| begins[from(*arc)] += 1);
        (0..nodes).for_each(|node| begins[node + 1] += begins[node]);
        let mut sorted = vec![0; kept.len()];
        for arc in kept.into_iter().rev() {
            begins[from(arc)] -= 1;
            sorted[begins[from(arc)]] = arc;
        }
        Leaving { begins, arcs: sorted }
    }

    fn from(&self, node: usize) -> &[usize] {
        &self.arcs[self.begins[node]..self.begins[node + 1]]
    }
}

/// Everything that is reached from a node along arcs with room.
fn grow(arcs: &[Arc], leaving: &Leaving, from: usize) -> Tree {
    let mut tree = vec![NO_ARC; leaving.begins.len() - 1];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        for &arc in leaving.from(node) {
            let Arc { to: next, room } = arcs[arc];
            if room > 0 && next != from && tree[next] == NO_ARC {
                tree[next] = arc;
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
