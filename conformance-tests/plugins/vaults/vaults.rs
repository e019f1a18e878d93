//! A plugin that lends and gives what only it looks into to its host's functions.
#[rustfmt::skip]
mod abi;

pub use plugin::{Key, Shelf, Vault};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Keeper, Vaults};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Mutex;

    static LIVING: AtomicU32 = AtomicU32::new(0);

    type Each = Box<dyn FnMut(&Vault) -> u32 + Send>;

    static KEPT: Mutex<Option<Each>> = Mutex::new(None);

    /// A number, counted as long as it lives.
    pub struct Vault(u32);

    impl Vault {
        fn new(number: u32) -> Box<Vault> {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Vault(number))
        }
    }

    impl Drop for Vault {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
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
            LIVING.fetch_add(1, Ordering::SeqCst);
            Box::new(Shelf(""))
        }

        fn relabel<'s>(shelf: &mut Shelf<'s>, label: &'s str) {
            shelf.0 = label;
        }

        fn label<'s>(shelf: &Shelf<'s>) -> &'s str {
            shelf.0
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
