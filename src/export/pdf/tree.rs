//! What the record is made of, for whoever listens to it: headings, lists, tables, in reading order.

use krilla::tagging::{Identifier, TagGroup, TagKind, TagTree};

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(usize);

/// The tree while it grows.
#[derive(Default)]
pub(super) struct Tree {
    branches: Vec<Branch>,
}

struct Branch {
    tag: TagKind,
    parent: Option<Node>,
    /// What was drawn for it.
    leaves: Vec<Identifier>,
}

impl Tree {
    /// Adds a branch at the end of another, or of the whole.
    pub(super) fn add(&mut self, parent: Option<Node>, tag: impl Into<TagKind>) -> Node {
        self.branches.push(Branch { tag: tag.into(), parent, leaves: Vec::new() });
        Node(self.branches.len() - 1)
    }

    pub(super) fn drawn(&mut self, node: Node, leaf: Identifier) {
        self.branches[node.0].leaves.push(leaf);
    }

    /// The tag, to say more of it once it is known.
    pub(super) fn tag(&mut self, node: Node) -> &mut TagKind {
        &mut self.branches[node.0].tag
    }

    /// The tree as it is written. A branch stands behind its parent, so the last are taken first.
    pub(super) fn grown(self) -> TagTree {
        let parents: Vec<Option<Node>> = self.branches.iter().map(|branch| branch.parent).collect();
        let mut groups: Vec<TagGroup> = self.branches.into_iter().map(Branch::group).collect();
        let mut tree: Vec<TagGroup> = Vec::new();
        for parent in parents.into_iter().rev() {
            let mut group = groups.pop().expect("there are as many");
            // Below a branch its own branches were gathered from the last to the first.
            if group.children.iter().all(|child| matches!(child, krilla::tagging::Node::Group(_))) {
                group.children.reverse();
            }
            match parent {
                Some(Node(at)) => groups[at].push(group),
                None => tree.push(group),
            }
        }
        let mut whole = TagTree::new();
        tree.into_iter().rev().for_each(|group| whole.push(group));
        whole
    }
}

impl Branch {
    fn group(self) -> TagGroup {
        let mut group = TagGroup::new(self.tag);
        self.leaves.into_iter().for_each(|leaf| group.push(leaf));
        group
    }
}
