//! A plugin that has objects do what they can.
#[rustfmt::skip]
mod abi;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{self, wire, Heard, Player, Talents};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::Arc;

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// A player's age; it grows with what they play.
    struct Own(u32);

    impl Own {
        fn new() -> Own {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Own(90)
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Player for Own {
        fn age(&self) -> u32 {
            self.0
        }

        fn play(&mut self, note: u32) -> Option<u32> {
            self.0 += note;
            Some(900 + note)
        }

        fn height(&self) -> u32 {
            9
        }

        fn sing(&self, note: u32) -> Option<u32> {
            Some(950 + note)
        }

        fn leave(self: Box<Self>) -> Option<u32> {
            Some(self.0)
        }
    }

    fn listen(player: &dyn Player) -> Heard {
        Heard { age: player.age(), play: None.into(), height: player.height(), sing: player.sing(2).into() }
    }

    fn hear(player: &mut dyn Player) -> Heard {
        let play = player.play(1).into();
        Heard { play, ..listen(player) }
    }

    struct Plugin;

    impl Talents for Plugin {
        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }

        fn hear(player: &mut dyn Player) -> Heard {
            hear(player)
        }

        fn listen(player: Option<&dyn Player>) -> Option<Heard> {
            player.map(listen)
        }

        fn engage(mut player: Box<dyn Player>) -> (Heard, Option<u32>) {
            (hear(&mut *player), player.leave())
        }

        fn all(players: Vec<wire::BoxDyn<dyn Player>>) -> Vec<Heard> {
            players.into_iter().map(|player| hear(&mut *player.into_std())).collect()
        }

        fn share(player: Arc<dyn Player + Send + Sync>) -> Heard {
            let other = player.clone();
            drop(player);
            std::thread::spawn(move || listen(&*other)).join().unwrap_or_else(|e| std::panic::resume_unwind(e))
        }

        fn back(player: Box<dyn Player>) -> Box<dyn Player> {
            player
        }

        fn player(_sings: bool) -> Box<dyn Player> {
            Box::new(Own::new())
        }

        fn invite(whom: &mut dyn FnMut() -> Box<dyn Player>) -> Heard {
            hear(&mut *whom())
        }

        fn replace() -> Heard {
            hear(&mut *abi::substitute())
        }
    }

    abi::export!(Plugin);
}
