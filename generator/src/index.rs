//! Typed indices: each kind of thing has an index type of its own, so that two cannot be swapped.
//!
//! An index comes only from the list that it leads into: from enumerating the list, searching it, or adding to it.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

use serde::Serialize;

mod position {
    /// Converts between an index and its position. The methods are private to the file of the lists.
    pub trait Positional: Copy {
        fn from_position(position: usize) -> Self;
        fn to_position(self) -> usize;
    }
}

use position::Positional;

/// Declares index types.
macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
            pub struct $name(usize);

            impl Positional for $name {
                fn from_position(position: usize) -> Self {
                    $name(position)
                }

                fn to_position(self) -> usize {
                    self.0
                }
            }

            impl $name {
                /// The position in the list, from 0.
                pub fn position(self) -> usize {
                    self.0
                }

                /// The index at a position of a list that a test knows.
                #[cfg(test)]
                pub fn at(position: usize) -> Self {
                    $name(position)
                }

                /// The index before this one; `None` for the first.
                pub fn previous(self) -> Option<Self> {
                    self.0.checked_sub(1).map($name)
                }
            }
        )+
    };
}

indices! {
    /// A section of a handbook's pages.
    SectionIndex,
    /// A picture or download of a handbook.
    FileIndex,
    /// A standard of a handbook. Each edition of a standard is a standard of its own.
    StandardIndex,
    /// A language of a handbook.
    LanguageIndex,
    /// A reading of a handbook.
    ReadingIndex,
    /// An editors' page of a handbook.
    ArticleIndex,
    /// A curriculum of a handbook.
    CurriculumIndex,
    /// A module of a curriculum.
    ModuleIndex,
    /// A posting of a handbook.
    PostingIndex,
    /// A redirect of a handbook.
    RedirectIndex,
    /// A retired requirement of a handbook.
    RetiredIndex,
    /// A clause of a standard.
    ClauseIndex,
    /// A requirement of a standard.
    RequirementIndex,
    /// A role of a standard.
    RoleIndex,
    /// A group of roles of a standard.
    RoleGroupIndex,
    /// A level of a standard; the lowest level has the lowest index.
    LevelIndex,
    /// An entry of a standard's glossary.
    EntryIndex,
}

/// A list whose items are found by their own kind of index and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<I, T> {
    items: Vec<T>,
    index: PhantomData<I>,
}

impl<I: Positional, T> List<I, T> {
    /// The items in order.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Adds an item and returns its index.
    pub fn push(&mut self, item: T) -> I {
        let index = self.next_index();
        self.items.push(item);
        index
    }

    /// The index that the next item will have.
    pub fn next_index(&self) -> I {
        I::from_position(self.items.len())
    }

    /// The index of every item, in order.
    pub fn indices(&self) -> Indices<I> {
        Indices::between(I::from_position(0), self.next_index())
    }

    /// The indices from this one to the end.
    pub fn indices_from(&self, first: I) -> Indices<I> {
        Indices::between(first, self.next_index())
    }

    /// Every item with its index, in order.
    pub fn indexed(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.indices().zip(&self.items)
    }

    /// The index of the item at this position, if there is one.
    pub fn index_at(&self, position: usize) -> Option<I> {
        (position < self.items.len()).then(|| I::from_position(position))
    }

    /// The index of the first item for which `is_meant` holds.
    pub fn find_index(&self, is_meant: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(is_meant).map(I::from_position)
    }

    /// The index after this one; `None` for the last.
    pub fn next(&self, index: I) -> Option<I> {
        self.index_at(index.to_position() + 1)
    }

    /// The item at an index that may come from another list of its kind.
    pub fn get(&self, index: I) -> Option<&T> {
        self.items.get(index.to_position())
    }
}

impl<I, T> List<I, T> {
    /// The items.
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }
}

impl<I, T> Default for List<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I, T> From<Vec<T>> for List<I, T> {
    fn from(items: Vec<T>) -> Self {
        List {
            items,
            index: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for List<I, T> {
    fn from_iter<Items: IntoIterator<Item = T>>(items: Items) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<I, T> Deref for List<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<I, T> DerefMut for List<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<'a, I, T> IntoIterator for &'a List<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<I: Positional, T> Index<I> for List<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        &self.items[index.to_position()]
    }
}

impl<I: Positional, T> IndexMut<I> for List<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.items[index.to_position()]
    }
}

impl<I: Positional, T> Index<Indices<I>> for List<I, T> {
    type Output = [T];

    fn index(&self, indices: Indices<I>) -> &[T] {
        &self.items[indices.start..indices.end]
    }
}

impl<I: Positional, T> IndexMut<Indices<I>> for List<I, T> {
    fn index_mut(&mut self, indices: Indices<I>) -> &mut [T] {
        &mut self.items[indices.start..indices.end]
    }
}

/// Successive indices of a list, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indices<I> {
    start: usize,
    end: usize,
    index: PhantomData<I>,
}

impl<I> Default for Indices<I> {
    fn default() -> Self {
        Indices {
            start: 0,
            end: 0,
            index: PhantomData,
        }
    }
}

impl<I: Positional> Indices<I> {
    /// The indices from `start` to before `end`.
    pub fn between(start: I, end: I) -> Self {
        Indices {
            start: start.to_position(),
            end: end.to_position(),
            index: PhantomData,
        }
    }

    /// The indices from `first` to `last`, both included.
    pub fn through(first: I, last: I) -> Self {
        Indices {
            start: first.to_position(),
            end: last.to_position() + 1,
            index: PhantomData,
        }
    }

    /// Those from `from`, if given, and before `to`, if given.
    #[must_use]
    pub fn within(&self, from: Option<I>, to: Option<I>) -> Self {
        let start = from.map_or(self.start, |from| from.to_position().max(self.start));
        let end = to.map_or(self.end, |to| to.to_position().min(self.end));
        Indices {
            start,
            end: end.max(start),
            index: PhantomData,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// Whether `index` is one of them.
    pub fn contains(&self, index: I) -> bool {
        (self.start..self.end).contains(&index.to_position())
    }
}

impl<I: Positional> Iterator for Indices<I> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        let mut positions = self.start..self.end;
        let next = positions.next();
        self.start = positions.start;
        next.map(I::from_position)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.start..self.end).size_hint()
    }
}

impl<I: Positional> DoubleEndedIterator for Indices<I> {
    fn next_back(&mut self) -> Option<I> {
        let mut positions = self.start..self.end;
        let next = positions.next_back();
        self.end = positions.end;
        next.map(I::from_position)
    }
}

impl<I: Positional> ExactSizeIterator for Indices<I> {}

#[cfg(test)]
mod tests {
    use super::{ClauseIndex, Indices, List};

    #[test]
    fn a_list_gives_the_indices_that_lead_into_it() {
        let mut letters: List<ClauseIndex, char> = List::default();
        let [first, second, third] = ['a', 'b', 'c'].map(|letter| letters.push(letter));
        assert_eq!(
            letters.indices().collect::<Vec<_>>(),
            [first, second, third]
        );
        assert_eq!(letters.find_index(|letter| *letter == 'b'), Some(second));
        assert_eq!(
            (letters[second], letters.get(letters.next_index())),
            ('b', None)
        );
        assert_eq!((first.previous(), third.previous()), (None, Some(second)));
        assert_eq!(
            (letters.next(second), letters.next(third)),
            (Some(third), None)
        );
        assert_eq!(
            (letters.index_at(2), letters.index_at(3)),
            (Some(third), None)
        );
        assert_eq!(letters[Indices::through(second, third)], ['b', 'c']);
        assert_eq!(
            letters.indices_from(third).rev().collect::<Vec<_>>(),
            [third]
        );
        assert!(Indices::through(third, second).is_empty());
    }
}
