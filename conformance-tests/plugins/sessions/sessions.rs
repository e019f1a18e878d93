//! A plugin that is lent and given what only it looks into within other values.
#[rustfmt::skip]
mod abi;

pub use plugin::{Cursor, Db, Pool};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Desk, Edit, Opened, Options, Outcome, Sessions, Setup};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);
    static WRONG: AtomicU32 = AtomicU32::new(0);

    /// Where all that is lent lies.
    static ALL: Mutex<Vec<usize>> = Mutex::new(Vec::new());

    fn all() -> std::sync::MutexGuard<'static, Vec<usize>> {
        ALL.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn at<T>(it: &T) -> usize {
        std::ptr::from_ref(it) as usize
    }

    fn is_there<T>(it: &T) -> bool {
        all().contains(&at(it))
    }

    fn left<T>(it: &T) {
        if !is_there(it) {
            WRONG.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Counted as long as it lives.
    struct Counted;

    impl Counted {
        fn new() -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Counted
        }
    }

    impl Drop for Counted {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Db(u32, #[allow(dead_code)] Counted);

    impl Db {
        fn new(number: u32) -> Box<Db> {
            let db = Box::new(Db(number, Counted::new()));
            all().push(at(&*db));
            db
        }
    }

    impl Drop for Db {
        fn drop(&mut self) {
            all().retain(|other| *other != at(self));
        }
    }

    /// What has some.
    enum Had<'c> {
        Own(Vec<&'c Db>),
        Lent(&'c [&'c Db]),
        Setup(&'c Setup<'c>),
        Cursors(Vec<&'c Cursor<'c>>),
    }

    impl<'c> Had<'c> {
        fn dbs(&self) -> &[&'c Db] {
            match self {
                Had::Own(own) => own,
                Had::Lent(dbs) => dbs,
                Had::Setup(setup) => setup.dbs,
                Had::Cursors(_) => &[],
            }
        }
    }

    pub struct Cursor<'c>(Had<'c>, u32, #[allow(dead_code)] Counted);

    impl<'c> Cursor<'c> {
        fn new(had: Had<'c>, scale: u32) -> Box<Cursor<'c>> {
            let cursor = Box::new(Cursor(had, scale, Counted::new()));
            all().push(at(&*cursor));
            cursor
        }

        fn read(&self) -> u32 {
            let more = match &self.0 {
                Had::Setup(setup) => report(setup.options),
                Had::Cursors(cursors) => cursors.iter().map(|cursor| cursor.read()).sum(),
                Had::Own(_) | Had::Lent(_) => 0,
            };
            total(self.0.dbs()) * self.1 + more
        }
    }

    impl Drop for Cursor<'_> {
        fn drop(&mut self) {
            all().retain(|other| *other != at(self));
            self.0.dbs().iter().for_each(|db| left(*db));
            match &self.0 {
                Had::Setup(setup) => left(setup.options.db),
                Had::Cursors(cursors) => cursors.iter().for_each(|cursor| left(*cursor)),
                Had::Own(_) | Had::Lent(_) => {}
            }
        }
    }

    pub struct Pool<'p>(
        Vec<&'p Db>,
        Vec<&'p mut Db>,
        #[allow(dead_code, clippy::vec_box)] Vec<Box<Cursor<'p>>>,
        #[allow(dead_code)] Counted,
    );

    impl Drop for Pool<'_> {
        fn drop(&mut self) {
            self.0.iter().for_each(|db| left(*db));
            self.1.iter().for_each(|db| left(&**db));
        }
    }

    fn total(dbs: &[&Db]) -> u32 {
        dbs.iter().map(|db| db.0).sum()
    }

    fn report(options: &Options<'_>) -> u32 {
        (options.db.0 + options.other.map_or(0, |other| other.0)) * options.scale
    }

    /// What is in it.
    fn settled(outcome: &Outcome) -> u32 {
        match outcome {
            Outcome::Open(opened) => opened.db.0 + opened.warnings,
            Outcome::Both { first, second } => first.0 + second.as_ref().map_or(0, |second| second.0),
            Outcome::Failed(number) => *number,
        }
    }

    struct Counter(u32, #[allow(dead_code)] Counted);

    impl Desk for Counter {
        fn sum(&self, options: Options<'_>) -> u32 {
            report(&options) + self.0
        }

        fn open(&mut self, opened: Opened) -> Outcome {
            self.0 += 1;
            Outcome::Both { first: opened.db, second: (opened.warnings > 0).then(|| Db::new(opened.warnings)) }
        }

        fn cursor<'s>(&'s self, dbs: Vec<&'s Db>) -> Box<Cursor<'s>> {
            Cursor::new(Had::Own(dbs), 1)
        }
    }

    pub struct Plugin;

    impl Sessions for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn wrong() -> u32 {
            WRONG.load(Ordering::SeqCst)
        }

        fn make(number: u32) -> Box<Db> {
            Db::new(number)
        }

        fn get(db: &Db) -> u32 {
            db.0
        }

        fn end(_: Box<Db>) {}

        fn times(pair: (&Db, u32)) -> u32 {
            pair.0 .0 * pair.1
        }

        fn sum(dbs: Vec<&Db>) -> u32 {
            total(&dbs)
        }

        fn maybe(db: Option<(&Db, u8)>) -> u32 {
            db.map_or(0, |(db, times)| db.0 * u32::from(times))
        }

        fn add(pair: (&mut Db, u32)) -> u32 {
            pair.0 .0 += pair.1;
            pair.0 .0
        }

        fn during(pair: (&mut Db, u32), dbs: Vec<&Db>, act: &mut dyn FnMut()) -> u32 {
            act();
            left(&*pair.0);
            dbs.iter().for_each(|db| left(*db));
            pair.0 .0 += pair.1;
            pair.0 .0 + total(&dbs)
        }

        fn cursor<'c>(dbs: Vec<&'c Db>) -> Box<Cursor<'c>> {
            Cursor::new(Had::Own(dbs), 1)
        }

        fn read(cursor: &Cursor<'_>) -> u32 {
            cursor.read()
        }

        fn merged<'m>(cursors: Vec<&'m Cursor<'m>>) -> Box<Cursor<'m>> {
            Cursor::new(Had::Cursors(cursors), 1)
        }

        fn moved<'m>(cursor: (Box<Cursor<'m>>, u32)) -> Box<Cursor<'m>> {
            let mut moved = cursor.0;
            moved.1 *= cursor.1;
            moved
        }

        fn pool<'p>() -> Box<Pool<'p>> {
            Box::new(Pool(Vec::new(), Vec::new(), Vec::new(), Counted::new()))
        }

        fn empty<'c>() -> Box<Cursor<'c>> {
            Cursor::new(Had::Cursors(Vec::new()), 1)
        }

        fn store<'p>(pool: &mut Pool<'p>, cursor: Box<Cursor<'p>>) {
            pool.2.push(cursor);
        }

        fn attach<'p>(pool: &mut Pool<'p>, dbs: Vec<&'p Db>) {
            pool.0.extend(dbs);
        }

        fn have<'p>(pool: &mut Pool<'p>, dbs: Vec<wire::Tuple2<&'p mut Db, u32>>) {
            for each in dbs {
                each.0 .0 += each.1;
                pool.1.push(each.0);
            }
        }

        fn pooled(pool: &Pool<'_>) -> u32 {
            total(&pool.0) + pool.1.iter().map(|db| db.0).sum::<u32>()
        }

        fn pin(_: (&'static Db, u32)) {}

        fn report(options: Options<'_>) -> u32 {
            report(&options)
        }

        fn session<'a>(options: Options<'a>) -> Box<Cursor<'a>> {
            Cursor::new(Had::Own([options.db].into_iter().chain(options.other).collect()), options.scale)
        }

        fn options<'a>(db: &'a Db) -> Options<'a> {
            Options { db, other: None, scale: 1 }
        }

        fn same<'a>(options: Options<'a>) -> Options<'a> {
            options
        }

        fn seen(number: u32, seen: &dyn Fn(Options<'_>) -> u32) -> u32 {
            seen(Options { db: &Db::new(number), other: None, scale: 3 })
        }

        fn edit(edit: Edit<'_>) -> u32 {
            edit.db.0 += edit.by;
            edit.db.0
        }

        fn edited(number: u32, by: &dyn Fn(Edit<'_>)) -> u32 {
            let mut db = Db::new(number);
            by(Edit { db: &mut db, by: 2 });
            db.0
        }

        fn open(number: u32) -> Opened {
            Opened { db: Db::new(number), warnings: number / 2 }
        }

        fn outcome(number: u32) -> Outcome {
            match number % 3 {
                0 => Outcome::Open(Opened { db: Db::new(number), warnings: 1 }),
                1 => Outcome::Both { first: Db::new(number), second: (number % 2 == 1).then(|| Db::new(number + 1)) },
                _ => Outcome::Failed(number),
            }
        }

        fn close(opened: Opened) -> u32 {
            opened.db.0 + opened.warnings
        }

        fn closed(all: Vec<Outcome>) -> u32 {
            all.iter().map(settled).sum()
        }

        fn boxed(opened: Box<Opened>) -> Box<Outcome> {
            Box::new(Outcome::Open(*opened))
        }

        fn trade(outcome: Outcome, act: &mut dyn FnMut(Outcome) -> Opened) -> u32 {
            let opened = act(outcome);
            opened.db.0 + opened.warnings
        }

        fn chosen(one: &Db, other: &Db, by: &dyn for<'t> Fn(Options<'t>) -> Options<'t>) -> u32 {
            let chosen = by(Options { db: one, other: Some(other), scale: 1 });
            if is_there(chosen.db) {
                report(&chosen)
            } else {
                0
            }
        }

        fn made(one: &Db, by: &dyn for<'t> Fn(Options<'t>) -> Box<Cursor<'t>>) -> u32 {
            let cursor = by(Options { db: one, other: None, scale: 1 });
            if is_there(&*cursor) {
                cursor.read()
            } else {
                std::mem::forget(cursor);
                0
            }
        }

        fn both(opened: Opened, options: Options<'_>) -> u32 {
            report(&options) + opened.db.0
        }

        fn reported(options: &Options<'_>) -> u32 {
            report(options)
        }

        fn all(dbs: &[&Db]) -> u32 {
            total(dbs)
        }

        fn every<'a>(dbs: &'a [&'a Db]) -> Box<Cursor<'a>> {
            Cursor::new(Had::Lent(dbs), 1)
        }

        fn set_up<'a>(setup: &'a Setup<'a>) -> Box<Cursor<'a>> {
            Cursor::new(Had::Setup(setup), 1)
        }

        fn listed<'c>(cursor: &'c Cursor<'_>) -> &'c [&'c Db] {
            cursor.0.dbs()
        }

        fn shown(number: u32, seen: &dyn Fn(&Options<'_>, &[&Db]) -> u32) -> u32 {
            let (db, other) = (Db::new(number), Db::new(number + 1));
            seen(&Options { db: &db, other: Some(&other), scale: 1 }, &[&other, &db, &other])
        }

        fn desk<'d>() -> Box<dyn Desk + 'd> {
            Box::new(Counter(0, Counted::new()))
        }

        fn work(desk: &mut dyn Desk, number: u32) -> u32 {
            let db = Db::new(number);
            let sum = desk.sum(Options { db: &db, other: Some(&db), scale: 1 });
            sum + settled(&desk.open(Opened { db: Db::new(number + 1), warnings: 1 }))
        }

        fn lend(desk: &dyn Desk, number: u32) -> u32 {
            let db = Db::new(number);
            let cursor = desk.cursor(vec![&*db]);
            cursor.read()
        }
    }

    abi::export!(Plugin);
}
