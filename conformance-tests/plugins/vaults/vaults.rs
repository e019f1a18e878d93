//! A plugin that lends and gives what only it looks into to its host's functions.
#[rustfmt::skip]
mod abi;

pub use plugin::{Coin, Grip, Key, Ring, Shelf, Vault};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Bead, Keeper, Vaults, Watcher};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);

    type Each = Box<dyn FnMut(&Vault) -> u32 + Send>;

    static KEPT: Mutex<Option<Each>> = Mutex::new(None);

    /// Where all vaults, shelves and coins are, and how often something had one that was gone when it was dropped.
    static ALL: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    static WRONG: AtomicU32 = AtomicU32::new(0);

    fn at<T>(thing: &T) -> usize {
        std::ptr::from_ref(thing) as usize
    }

    fn made<T>(thing: T) -> Box<T> {
        LIVING.fetch_add(1, Ordering::SeqCst);
        let thing = Box::new(thing);
        ALL.lock().unwrap_or_else(|e| e.into_inner()).push(at(&*thing));
        thing
    }

    fn gone<T>(thing: &T) {
        ALL.lock().unwrap_or_else(|e| e.into_inner()).retain(|other| *other != at(thing));
        LIVING.fetch_sub(1, Ordering::SeqCst);
    }

    fn left<T>(thing: &T) {
        if !ALL.lock().unwrap_or_else(|e| e.into_inner()).contains(&at(thing)) {
            WRONG.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// A number, counted as long as it lives.
    pub struct Vault(u32);

    impl Vault {
        fn new(number: u32) -> Box<Vault> {
            made(Vault(number))
        }
    }

    impl Bead for Vault {
        fn worth(&self) -> u32 {
            self.0
        }

        fn polish(&mut self) -> u32 {
            self.0 += 1;
            self.0
        }

        fn string<'r>(&'r self, ring: &mut Ring<'r>) {
            ring.vaults.0.push(self);
        }

        fn thread<'r>(&'r mut self, ring: &mut Ring<'r>) {
            ring.vaults.1.push(self);
        }

        fn model<'w>(&'w self, by: &mut dyn Watcher<'w>) {
            by.watch(self);
        }

        fn tag<'s, 'l: 's>(&'s self, shelf: &mut Shelf<'s>, label: &'l str) {
            shelf.0 = label;
        }

        fn name<'s, 'l: 's>(&'s self, given: &'l str) -> &'s str {
            given
        }

        fn nick<'s: 'm, 'm: 'l, 'l>(&'s self, given: &'m str) -> &'l str {
            given
        }

        fn melt<'l: 'static>(self: Box<Self>, _: &'l str) {}

        fn stay(&'static self) {}
    }

    impl Drop for Vault {
        fn drop(&mut self) {
            gone(self);
        }
    }

    pub struct Key<'v>(&'v Vault);

    impl<'v> Key<'v> {
        fn new(vault: &'v Vault) -> Box<Key<'v>> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Key(vault))
        }
    }

    impl Drop for Key<'_> {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Shelf<'s>(&'s str);

    impl Drop for Shelf<'_> {
        fn drop(&mut self) {
            gone(self);
        }
    }

    /// How often it was tossed; not Sync.
    pub struct Coin(std::cell::Cell<u32>);

    impl Drop for Coin {
        fn drop(&mut self) {
            gone(self);
        }
    }

    /// Vaults that are only looked at, and those that are had alone; counted as long as they are had.
    pub struct Several<'r>(Vec<&'r Vault>, Vec<&'r mut Vault>);

    impl Several<'_> {
        fn new() -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Several(Vec::new(), Vec::new())
        }
    }

    impl<'w> Watcher<'w> for Several<'w> {
        fn watch(&mut self, vault: &'w Vault) {
            self.0.push(vault);
        }

        fn hold(&mut self, vault: &'w mut Vault) {
            self.1.push(vault);
        }

        fn turn(&mut self) -> u32 {
            self.1.iter_mut().for_each(|vault| vault.0 += 1);
            self.0.iter().map(|vault| vault.0).sum::<u32>() + self.1.iter().map(|vault| vault.0).sum::<u32>()
        }
    }

    impl Drop for Several<'_> {
        fn drop(&mut self) {
            self.0.iter().for_each(|vault| left(*vault));
            self.1.iter().for_each(|vault| left(&**vault));
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    pub struct Ring<'r> {
        vaults: Several<'r>,
        shelf: Option<Box<dyn Fn() + 'r>>,
        coin: Option<&'r Coin>,
        ended: Option<Box<dyn FnMut() + 'r>>,
    }

    impl Drop for Ring<'_> {
        fn drop(&mut self) {
            if let Some(mut ended) = self.ended.take() {
                ended();
            }
            self.shelf.iter().for_each(|shelf| shelf());
            self.coin.iter().for_each(|coin| left(*coin));
        }
    }

    pub struct Grip<'v>(&'v mut Vault);

    impl Drop for Grip<'_> {
        fn drop(&mut self) {
            left(&*self.0);
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Plugin;

    impl Vaults for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn make(number: u32) -> Box<Vault> {
            Vault::new(number)
        }

        fn get(vault: &Vault) -> u32 {
            vault.0
        }

        fn set(vault: &mut Vault, number: u32) -> u32 {
            std::mem::replace(&mut vault.0, number)
        }

        fn key<'v>(vault: &'v Vault) -> Box<Key<'v>> {
            Key::new(vault)
        }

        fn rekey<'v>(key: &mut Key<'v>, vault: &'v Vault) {
            key.0 = vault;
        }

        fn read(key: &Key<'_>) -> u32 {
            key.0 .0
        }

        fn vault<'v>(key: &Key<'v>) -> &'v Vault {
            key.0
        }

        fn same<'v>(vault: &'v Vault) -> &'v Vault {
            vault
        }

        fn end(vault: Box<Vault>) {
            drop(vault);
        }

        fn visit(vault: &Vault, seen: &mut dyn FnMut(&Vault) -> u32) -> u32 {
            seen(vault) + seen(vault)
        }

        fn change(vault: &mut Vault, act: &mut dyn FnMut(&mut Vault) -> u32) -> (u32, u32) {
            (act(vault), vault.0)
        }

        fn maybe(number: Option<&Vault>, seen: &mut dyn FnMut(Option<&Vault>) -> bool) -> bool {
            seen(number)
        }

        fn present(number: u32, to: &mut dyn FnMut(Box<Vault>, Option<Box<Vault>>)) {
            to(Vault::new(number), Some(Vault::new(number + 1)));
            to(Vault::new(number + 2), None);
        }

        fn trade(vault: Box<Vault>, act: &mut dyn FnMut(Box<Vault>) -> Option<Box<Vault>>) -> u32 {
            act(vault).map_or(0, |other| other.0)
        }

        fn tried(act: &mut dyn FnMut() -> Result<Box<Vault>, u32>) -> u32 {
            match act() {
                Ok(vault) => vault.0,
                Err(number) => 1000 + number,
            }
        }

        fn several(act: &mut dyn FnMut() -> Vec<Box<Vault>>) -> u32 {
            let mut sum = 0;
            loop {
                let given = act();
                if given.is_empty() {
                    return sum;
                }
                sum += given.iter().map(|vault| vault.0).sum::<u32>();
            }
        }

        fn choose(one: &Vault, other: &Vault, by: &dyn for<'t> Fn(&'t Vault, &'t Vault) -> Option<&'t Vault>) -> u32 {
            by(one, other).map_or(0, |chosen| chosen.0)
        }

        fn all(vaults: Vec<Box<Vault>>) -> u32 {
            vaults.iter().map(|vault| vault.0).sum()
        }

        fn turned(vaults: Vec<wire::Tuple2<u32, Option<Box<Vault>>>>) -> Vec<Box<Vault>> {
            vaults.into_iter().rev().filter_map(|each| each.1).collect()
        }

        fn packed(act: &mut dyn FnMut(u32) -> Box<[wire::Tuple2<u32, Option<Box<Vault>>>]>) -> u32 {
            let whole = act(0).iter().map(|each| each.0 * each.1.as_ref().map_or(0, |vault| vault.0)).sum::<u32>();
            let parts = act(1).into_vec().into_iter().map(|each| each.0 * each.1.map_or(0, |vault| vault.0)).sum::<u32>();
            whole + parts
        }

        fn keyed(vault: &Vault, act: &mut dyn FnMut(Box<Key<'_>>) -> u32) -> u32 {
            act(Key::new(vault))
        }

        fn keep(each: Box<dyn FnMut(&Vault) -> u32 + Send>) {
            *KEPT.lock().unwrap_or_else(|e| e.into_inner()) = Some(each);
        }

        fn fire(vault: &Vault, elsewhere: bool) -> u32 {
            let call = || KEPT.lock().unwrap_or_else(|e| e.into_inner()).as_mut().map_or(0, |each| each(vault));
            if elsewhere {
                std::thread::scope(|scope| scope.spawn(call).join())
                    .unwrap_or_else(|thrown| std::panic::resume_unwind(thrown))
            } else {
                call()
            }
        }

        fn release() {
            let kept = KEPT.lock().unwrap_or_else(|e| e.into_inner()).take();
            drop(kept);
        }

        fn tend(keeper: &mut dyn Keeper, number: u32) -> u32 {
            let vault = Vault::new(number);
            let seen = keeper.look(&vault);
            keeper.take(vault);
            seen + keeper.give().map_or(0, |given| given.0)
        }

        fn shelf<'s>() -> Box<Shelf<'s>> {
            made(Shelf(""))
        }

        fn relabel<'s>(shelf: &mut Shelf<'s>, label: &'s str) {
            shelf.0 = label;
        }

        fn label<'s>(shelf: &Shelf<'s>) -> &'s str {
            shelf.0
        }

        fn wrong() -> u32 {
            WRONG.load(Ordering::SeqCst)
        }

        fn ring<'r>() -> Box<Ring<'r>> {
            Box::new(Ring { vaults: Several::new(), shelf: None, coin: None, ended: None })
        }

        fn attach<'r>(ring: &mut Ring<'r>, vault: &'r Vault, other: Option<&'r Vault>) {
            ring.vaults.watch(vault);
            other.into_iter().for_each(|other| ring.vaults.watch(other));
        }

        fn fetch<'r>(ring: &mut Ring<'r>, from: &mut dyn FnMut() -> Option<&'r Vault>) {
            while let Some(vault) = from() {
                ring.vaults.watch(vault);
            }
        }

        fn hook<'r>(ring: &mut Ring<'r>, vault: &'r mut Vault, other: Option<&'r mut Vault>) {
            ring.vaults.hold(vault);
            other.into_iter().for_each(|other| ring.vaults.hold(other));
        }

        fn link<'r>(ring: &mut Ring<'r>, shelf: &'r Shelf<'_>) {
            ring.shelf = Some(Box::new(|| left(shelf)));
        }

        fn lay<'r>(ring: &mut Ring<'r>, coin: &'r Coin) {
            ring.coin = Some(coin);
        }

        fn tell<'r>(ring: &mut Ring<'r>, ended: Box<dyn FnMut() + 'r>) {
            ring.ended = Some(ended);
        }

        fn turn(ring: &mut Ring<'_>) -> u32 {
            ring.vaults.turn()
        }

        fn copied<'r, 'v: 'r>(ring: &mut Ring<'r>, vault: &'v Vault) -> Box<Key<'v>> {
            ring.vaults.watch(vault);
            Key::new(vault)
        }

        fn coin() -> Box<Coin> {
            made(Coin(Default::default()))
        }

        fn toss(coin: &Coin) -> u32 {
            coin.0.set(coin.0.get() + 1);
            coin.0.get()
        }

        fn pin(_vault: &'static Vault) {}

        fn grip<'v>(vault: &'v mut Vault) -> Box<Grip<'v>> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Grip(vault))
        }

        fn raise(grip: &mut Grip<'_>) -> u32 {
            grip.0 .0 += 1;
            grip.0 .0
        }

        fn gripped<'g>(grip: &'g Grip<'_>) -> &'g Vault {
            grip.0
        }

        fn hand<'v>(
            vault: &'v mut Vault,
            other: &'v mut Vault,
            to: &mut dyn FnMut(&'v mut Vault),
        ) -> Box<Grip<'v>> {
            to(vault);
            Self::grip(other)
        }

        fn watcher<'w>() -> Box<dyn Watcher<'w> + 'w> {
            Box::new(Several::new())
        }

        fn post<'w>(watcher: (Box<dyn Watcher<'w> + 'w>, u32), _: &'w str) -> u32 {
            watcher.1
        }

        fn bead(number: u32) -> Box<dyn Bead> {
            Vault::new(number)
        }

        fn show<'w>(watcher: &mut dyn Watcher<'w>, vault: &'w Vault, alone: &'w mut Vault) -> u32 {
            watcher.watch(vault);
            watcher.hold(alone);
            watcher.turn()
        }

        fn get_given(number: u32) -> u32 {
            abi::given(number).map_or(0, |given| given.0)
        }

        fn ask(number: u32) -> u32 {
            let mut vault = Vault::new(number);
            let shown = abi::shown(&vault);
            let lent = abi::lent(&mut vault);
            shown + lent + abi::taken(vault)
        }
    }

    abi::export!(Plugin);
}
