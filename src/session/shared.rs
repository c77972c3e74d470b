//! A value that clones share until one of them changes: a session keeps copies of itself, and most
//! of its ideas are the same in all of them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A value that clones share. It looks and is written like the value itself; whoever changes one
/// that is shared gets a copy of its own first.
#[derive(Clone, Debug, Eq, Default)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Whether both are one and the same, which costs nothing to ask; two that are not may be equal.
    pub fn is(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The value itself, copied only where it is shared.
    pub fn into_own(self) -> T
    where
        T: Clone,
    {
        Arc::unwrap_or_clone(self.0)
    }
}

/// What is one and the same need not be looked at.
impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        self.is(other) || *self.0 == *other.0
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Shared<T> {
        Shared(Arc::new(value))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shared<T>, D::Error> {
        T::deserialize(deserializer).map(Shared::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_that_changes_changes_alone_and_is_written_like_the_value() {
        let one = Shared::from(vec![1, 2]);
        let mut other = one.clone();
        assert!(one.is(&other), "it is shared");
        other.push(3);
        assert!(!one.is(&other) && one != other);
        assert_eq!((&*one, other.clone().into_own()), (&vec![1, 2], vec![1, 2, 3]));
        let written = ron::to_string(&other).unwrap();
        assert_eq!(written, "[1,2,3]");
        assert_eq!(ron::from_str::<Shared<Vec<i32>>>(&written).unwrap(), other);
    }
}
