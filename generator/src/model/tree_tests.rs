use proptest::prelude::*;

use super::*;

fn node<'a>(id: &'a str, within: Option<usize>, parent: Option<&'a str>) -> TreeNode<'a> {
    TreeNode { id, within, parent }
}

#[test]
fn numbers_are_compared_part_by_part() {
    assert_eq!(number_order("5.2", "5.10"), Ordering::Less);
    assert_eq!(number_order("5.10", "5.2.9"), Ordering::Greater);
    assert_eq!(number_order("5", "5.1"), Ordering::Less);
    assert_eq!(number_order("5.1", "5.1"), Ordering::Equal);
    assert_eq!(number_order("9", "A"), Ordering::Less);
    assert_eq!(number_order("B.1", "A.2"), Ordering::Greater);
    assert_eq!(number_order("index", "bibliography"), Ordering::Equal);
}

#[test]
fn the_dots_of_an_id_say_nothing_if_a_parent_is_stated() {
    let nodes = [
        node("3.MD", None, None),
        node("3.MD.C", None, None),
        node("5", None, Some("3.MD.C")),
    ];
    let tree = NodeTree::of(&nodes);
    assert_eq!(tree.parents, [None, None, Some(1)]);
    let dotted = NodeTree::of(&nodes[..2]);
    assert_eq!(dotted.parents, [None, Some(0)]);
}

#[test]
fn codes_tell_nothing_unless_one_is_part_of_another() {
    let flat = [
        node("MA.Number.6", None, None),
        node("MA.Shape.6", None, None),
    ];
    let tree = NodeTree::of(&flat);
    assert!(!tree.is_dotted);
    assert_eq!(tree.parents, [None, None]);
    let nested = [node("MA.Number", None, None), flat[0], flat[1]];
    let tree = NodeTree::of(&nested);
    assert!(tree.is_dotted);
    assert_eq!(tree.parents, [None, Some(0), None]);
    // The clause that is missing above a number is reported, not passed over.
    assert!(NodeTree::of(&[node("1", None, None), node("2.1", None, None)]).is_dotted);
}

#[test]
fn a_parent_may_come_after_its_children() {
    let nodes = [
        node("b", None, Some("a")),
        node("a", None, None),
        node("c", None, Some("b")),
        node("d", None, Some("a")),
    ];
    let tree = NodeTree::of(&nodes);
    assert_eq!(tree.order, [1, 0, 2, 3]);
    assert!(tree.cut.is_empty());
}

#[test]
fn a_cycle_is_cut_once() {
    let nodes = [
        node("z", None, Some("a")),
        node("a", None, Some("b")),
        node("b", None, Some("a")),
        node("own", None, Some("own")),
    ];
    let tree = NodeTree::of(&nodes);
    assert_eq!(tree.cut, [1, 3]);
    assert_eq!(tree.order, [1, 0, 2, 3]);
}

#[test]
fn a_clause_nested_in_its_own_part_is_cut_where_the_parent_is_stated() {
    let nodes = [node("a", None, Some("b")), node("b", Some(0), None)];
    let tree = NodeTree::of(&nodes);
    assert_eq!((tree.cut, tree.order), (vec![0], vec![0, 1]));
}

/// A random forest in document order: for each node, the number of steps up from the node before it.
fn forest() -> impl Strategy<Value = Vec<Option<usize>>> {
    prop::collection::vec(0usize..6, 0..40).prop_map(|steps| {
        let mut parents: Vec<Option<usize>> = Vec::new();
        for up in steps {
            let mut parent = parents.len().checked_sub(1);
            for _ in 0..up {
                parent = parent.and_then(|place| parents[place]);
            }
            parents.push(parent);
        }
        parents
    })
}

/// The number of each node of a forest: 1, 1.1, 1.2, 2.
fn numbers(parents: &[Option<usize>]) -> Vec<String> {
    let mut counts: HashMap<Option<usize>, usize> = HashMap::new();
    let mut numbers: Vec<String> = Vec::new();
    for parent in parents {
        let count = counts.entry(*parent).or_default();
        *count += 1;
        numbers.push(match parent {
            Some(parent) => format!("{}.{count}", numbers[*parent]),
            None => count.to_string(),
        });
    }
    numbers
}

/// The tree by ids: each id with that of its parent, in document order.
fn told<'a>(nodes: &[TreeNode<'a>]) -> Vec<(&'a str, Option<&'a str>)> {
    let tree = NodeTree::of(nodes);
    let one = |place: &usize| {
        let parent = tree.parents[*place].map(|parent| nodes[parent].id);
        (nodes[*place].id, parent)
    };
    tree.order.iter().map(one).collect()
}

proptest! {
    /// One tree is the same whether it is nested, written with parents in any order of the parents, or numbered.
    #[test]
    fn a_tree_is_the_same_however_it_is_written(parents in forest(), seed in prop::collection::vec(any::<u16>(), 40)) {
        let numbers = numbers(&parents);
        let all = || numbers.iter().zip(&parents);
        let dotted: Vec<TreeNode<'_>> = all().map(|(id, _)| node(id, None, None)).collect();
        let nested: Vec<TreeNode<'_>> = all().map(|(id, parent)| node(id, *parent, None)).collect();
        let stated: Vec<TreeNode<'_>> = all()
            .map(|(id, parent)| node(id, None, parent.map(|parent| numbers[parent].as_str())))
            .collect();
        let expected = told(&dotted);
        prop_assert_eq!(&told(&nested), &expected);
        prop_assert_eq!(&told(&stated), &expected);
        // Siblings keep their order, but otherwise the nodes come in any order: children before their parents.
        let mut moved: Vec<(Vec<u16>, usize)> = Vec::new();
        for place in 0..numbers.len() {
            let siblings = (0..place).filter(|other| parents[*other] == parents[place]).count();
            let block = parents[place].map_or(0, |parent| seed[parent]);
            moved.push((vec![block, u16::try_from(siblings).unwrap_or(u16::MAX)], place));
        }
        moved.sort();
        let moved: Vec<TreeNode<'_>> = moved.into_iter().map(|(_, place)| stated[place]).collect();
        prop_assert_eq!(&told(&moved), &expected);
    }

    /// Whatever parents are named, every node is in the document once, after its parent.
    #[test]
    fn every_node_has_one_place(named in prop::collection::vec(prop::option::of(0usize..20), 1..20)) {
        let ids: Vec<String> = (0..named.len()).map(|place| format!("n{place}")).collect();
        let others: Vec<Option<String>> = named.iter().map(|named| named.map(|named| format!("n{named}"))).collect();
        let nodes: Vec<TreeNode<'_>> = ids.iter().zip(&others).map(|(id, parent)| node(id, None, parent.as_deref())).collect();
        let tree = NodeTree::of(&nodes);
        let mut sorted = tree.order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..nodes.len()).collect::<Vec<_>>());
        for (place, parent) in tree.parents.iter().enumerate() {
            let at = |place: usize| tree.order.iter().position(|other| *other == place);
            prop_assert!(parent.is_none_or(|parent| at(parent) < at(place)));
        }
    }
}
