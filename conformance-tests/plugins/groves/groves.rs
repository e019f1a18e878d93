//! A plugin that lends the nodes of its trees.
#[rustfmt::skip]
mod abi;

pub use plugin::Tree;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Context, Fault, Found, Groves, Log, Mark, Node, Task, Walk};
    use std::sync::atomic::{AtomicU32, Ordering};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    static FIRST: Branch = Branch { number: 1, name: String::new(), children: Vec::new() };

    /// A node, counted as long as it lives.
    struct Branch {
        number: u32,
        name: String,
        children: Vec<Branch>,
    }

    impl Branch {
        fn new(number: u32) -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Branch { number, name: format!("node {number}"), children: Vec::new() }
        }

        fn lent(&self) -> wire::RefDyn<'_, dyn Node + '_> {
            wire::RefDyn::from(self as &dyn Node)
        }

        fn lent_mut(&mut self) -> wire::MutDyn<'_, dyn Node + '_> {
            wire::MutDyn::from(self as &mut dyn Node)
        }
    }

    impl Drop for Branch {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Node for Branch {
        fn number(&self) -> u32 {
            self.number
        }

        fn set(&mut self, number: u32) -> u32 {
            std::mem::replace(&mut self.number, number)
        }

        fn name(&self) -> &str {
            &self.name
        }

        fn child(&self, index: u32) -> Option<wire::RefDyn<'_, dyn Node + '_>> {
            self.children.get(index as usize).map(Branch::lent)
        }

        fn child_mut(&mut self, index: u32) -> Option<wire::MutDyn<'_, dyn Node + '_>> {
            self.children.get_mut(index as usize).map(Branch::lent_mut)
        }

        fn grow(&mut self, number: u32) -> wire::MutDyn<'_, dyn Node + '_> {
            // Where it is full, all that are there move.
            let mut children = Vec::with_capacity(self.children.len() + 1);
            children.append(&mut self.children);
            children.push(Branch::new(number));
            self.children = children;
            self.children.last_mut().expect("one was pushed").lent_mut()
        }

        fn walk(&self) -> Box<dyn Walk + '_> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Steps(self.children.iter()))
        }
    }

    struct Steps<'n>(std::slice::Iter<'n, Branch>);

    impl Walk for Steps<'_> {
        fn next(&mut self) -> Option<u32> {
            self.0.next().map(|child| child.number)
        }
    }

    impl Drop for Steps<'_> {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Watched<'n>(wire::RefDyn<'n, dyn Node + 'n>);

    impl Walk for Watched<'_> {
        fn next(&mut self) -> Option<u32> {
            Some(self.0.number())
        }
    }

    impl Drop for Watched<'_> {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// How many notes there are.
    struct Book(AtomicU32);

    impl Log for Book {
        fn note(&self, _text: &str) -> u32 {
            self.0.fetch_add(1, Ordering::SeqCst) + 1
        }
    }

    impl Drop for Book {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn report(context: &Context<'_>, text: &str) -> u32 {
        context.level + context.log.note(text) + context.also.map_or(0, |also| also.note(text))
    }

    struct Reporting<'c>(Context<'c>);

    impl Walk for Reporting<'_> {
        fn next(&mut self) -> Option<u32> {
            Some(report(&self.0, "next"))
        }
    }

    impl Drop for Reporting<'_> {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Tree {
        root: Branch,
        rule: Box<dyn Fn(u32) -> u32>,
        counter: wire::Callee<Box<dyn FnMut() -> u32>>,
    }

    impl Tree {
        fn all(&self) -> impl Iterator<Item = &Branch> {
            std::iter::once(&self.root).chain(&self.root.children)
        }
    }

    impl Drop for Tree {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Plugin;

    impl Groves for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn plant(number: u32) -> Box<Tree> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            let mut calls = 0;
            let counter: Box<dyn FnMut() -> u32> = Box::new(move || {
                calls += 1;
                calls
            });
            Box::new(Tree {
                root: Branch::new(number),
                rule: Box::new(move |to| to + number),
                counter: wire::Callee::new(counter),
            })
        }

        fn seedling(number: u32) -> Box<dyn Node> {
            Box::new(Branch::new(number))
        }

        fn root<'t>(tree: &'t Tree) -> wire::RefDyn<'t, dyn Node + 't> {
            tree.root.lent()
        }

        fn root_mut<'t>(tree: &'t mut Tree) -> wire::MutDyn<'t, dyn Node + 't> {
            tree.root.lent_mut()
        }

        fn find<'t>(tree: &'t Tree, number: u32) -> Result<wire::RefDyn<'t, dyn Node + 't>, Fault> {
            tree.all().find(|node| node.number == number).map(Branch::lent).ok_or(Fault::Missing)
        }

        fn ends<'t>(tree: &'t Tree) -> (wire::RefDyn<'t, dyn Node + 't>, u32, Option<wire::RefDyn<'t, dyn Node + 't>>) {
            let children = &tree.root.children;
            (tree.root.lent(), children.len() as u32, children.last().map(Branch::lent))
        }

        fn all<'t>(tree: &'t Tree) -> Vec<wire::RefDyn<'t, dyn Node + 't>> {
            tree.all().map(Branch::lent).collect()
        }

        fn sum(node: &dyn Node) -> u32 {
            node.number() + (0..).map_while(|index| node.child(index)).map(|child| Self::sum(&*child)).sum::<u32>()
        }

        fn raise(node: &mut dyn Node) -> u32 {
            let raised = node.number() + 1;
            node.set(raised);
            raised
        }

        fn during(_node: &mut dyn Node, act: &mut dyn FnMut() -> u32) -> u32 {
            act()
        }

        fn burn(_node: Box<dyn Node + '_>) {}

        fn watch<'n>(node: wire::RefDyn<'n, dyn Node + 'n>) -> Box<dyn Walk + 'n> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Watched(node))
        }

        fn first() -> wire::RefDyn<'static, dyn Node + Sync> {
            wire::RefDyn::from(&FIRST as &(dyn Node + Sync))
        }

        fn fixed<'t>(tree: &'t Tree) -> wire::RefDyn<'t, dyn Node + Send + Sync + 't> {
            wire::RefDyn::from(&tree.root as &(dyn Node + Send + Sync))
        }

        fn rule<'t>(tree: &'t Tree) -> wire::RefDyn<'t, dyn Fn(u32) -> u32 + 't> {
            wire::RefDyn::from(&tree.rule)
        }

        fn counter<'t>(tree: &'t mut Tree) -> wire::MutDyn<'t, dyn FnMut() -> u32 + 't> {
            wire::MutDyn::from(&mut tree.counter)
        }

        fn mark<'t>(tree: &'t Tree) -> Mark<'t> {
            Mark { node: tree.root.lent(), depth: 0, rule: wire::RefDyn::from(&tree.rule) }
        }

        fn search<'t>(tree: &'t mut Tree, number: u32) -> Found<'t> {
            if tree.root.number == number {
                return Found::Root(tree.root.lent_mut());
            }
            match tree.root.children.iter_mut().enumerate().find(|(_, child)| child.number == number) {
                Some((index, child)) => Found::Child { node: child.lent_mut(), index: index as u32 },
                None => Found::Nothing,
            }
        }

        fn marked(tree: &Tree, seen: &mut dyn FnMut(Mark<'_>) -> u32) -> u32 {
            seen(Self::mark(tree))
        }

        fn logbook() -> Box<dyn Log> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Book(AtomicU32::new(0)))
        }

        fn weigh<'a>(node: (wire::RefDyn<'a, dyn Node + 'a>, u32)) -> u32 {
            node.0.number() * node.1
        }

        fn report(context: Context<'_>, text: &str) -> u32 {
            report(&context, text)
        }

        fn perform(task: Task<'_>) -> u32 {
            match task {
                Task::Idle => 0,
                Task::Step { mut by, times } => by.with(|by| (0..times).fold(0, |_, time| by(time))),
                Task::Grow(mut node, number) => node.grow(number).number(),
                Task::Tell(logs) => logs.iter().map(|log| log.note("told")).sum(),
            }
        }

        fn reporter<'c>(context: Context<'c>) -> Box<dyn Walk + 'c> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Reporting(context))
        }

        fn back<'c>(context: Context<'c>) -> Context<'c> {
            context
        }

        fn reported<'a>(context: (wire::MutDyn<'a, dyn Log + 'a>, u32), act: &mut dyn FnMut()) -> u32 {
            act();
            context.0.note("reported") + context.1
        }

        fn same<'l>(log: wire::RefDyn<'l, dyn Log + 'l>) -> wire::RefDyn<'l, dyn Log + 'l> {
            log
        }

        fn second(
            tree: &Tree,
            seen: &mut dyn for<'a, 'b> FnMut(
                (wire::RefDyn<'a, dyn Node + 'a>, Option<wire::RefDyn<'b, dyn Node + 'b>>),
            ) -> u32,
        ) -> u32 {
            seen((tree.root.lent(), tree.root.child(0)))
        }
    }

    abi::export!(Plugin);
}
