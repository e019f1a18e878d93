//! One source for two versions of a library that passes structs that may grow, with what they own and what they are lent.
#[rustfmt::skip]
mod abi;
mod counted;

/// What the author of a plugin cannot make: a text that is none.
mod unsound {
    pub fn text() -> String {
        // SAFETY: there is no such text; nobody but the host looks at it, who is to refuse it.
        unsafe { String::from_utf8_unchecked(vec![0xFF]) }
    }
}

/// The author's own.
pub struct Ticket {
    number: u32,
}

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::wire::{self, BoxGrowing};
    use crate::abi::{self, Desk, Desks, Order, View};
    use crate::Ticket;
    use std::cell::RefCell;
    use std::panic::resume_unwind;
    use std::sync::{Arc, Mutex};

    static HEARD: Mutex<String> = Mutex::new(String::new());

    thread_local! {
        static KEPT: RefCell<Option<BoxGrowing<Order>>> = const { RefCell::new(None) };
    }

    fn hear(text: &str) {
        let mut heard = HEARD.lock().unwrap();
        *heard += text;
        *heard += ";";
    }

    /// Something on the heap that belongs to a closure.
    fn closure() -> Box<dyn Fn(&str)> {
        let own = Box::new(1u8);
        Box::new(move |text| {
            assert_eq!(*own, 1);
            hear(text);
        })
    }

    fn ticket(number: u32) -> Box<Ticket> {
        Box::new(Ticket { number })
    }

    struct Numbered(u32);

    impl Desk for Numbered {
        fn number(&self) -> u32 {
            self.0
        }
    }

    fn twice() -> wire::Function<'static, fn(u32) -> u32> {
        wire::Function::of(|x| x * 2)
    }

    fn order(name: &str, whole: bool) -> BoxGrowing<Order> {
        let _ = whole;
        BoxGrowing::new(Order {
            name: name.into(),
            log: closure().into(),
            ticket: ticket(6),
            code: twice(),
            #[cfg(newer)]
            desk: whole.then(|| (Arc::new(Numbered(7)) as Arc<dyn Desk>).into()),
            #[cfg(newer)]
            note: whole.then(|| "noted".into()),
            #[cfg(newer)]
            second: whole.then(|| ticket(8)),
            #[cfg(newer)]
            log_too: whole.then(|| closure().into()),
            #[cfg(newer)]
            part: whole.then(|| order("part", false)),
        })
    }

    /// What stands in a struct that may grow is used there.
    fn used(order: &Order) {
        order.log.with(|log| {
            let code = order.code.call(10);
            log(&format!("{} ticket {} code {}", &*order.name, order.ticket.number, code));
            #[cfg(newer)]
            {
                if let Some(desk) = &order.desk {
                    log(&format!("desk {}", desk.number()));
                }
                if let Some(note) = &order.note {
                    log(&format!("note {}", &**note));
                }
                if let Some(second) = &order.second {
                    log(&format!("second {}", second.number));
                }
                if let Some(log) = &order.log_too {
                    log.with(|log| log("too"));
                }
                if let Some(part) = &order.part {
                    used(part);
                }
            }
        });
    }

    fn look(view: &View<'_>) {
        view.log.with(|log| {
            log(&format!("level {}", view.level));
            log(&format!("desk {}", view.desk.number()));
            #[cfg(newer)]
            if let Some(other) = &view.other {
                log(&format!("other {}", other.number()));
            }
        });
    }

    struct Plugin;

    impl Desks for Plugin {
        fn living() -> u64 {
            *HEARD.lock().unwrap() = String::new();
            crate::counted::held()
        }

        fn heard() -> String {
            std::mem::take(&mut HEARD.lock().unwrap())
        }

        fn ticket_of(number: u32) -> Box<Ticket> {
            ticket(number)
        }

        fn number_of(ticket: &Ticket) -> u32 {
            ticket.number
        }

        fn desk_of(number: u32) -> Arc<dyn Desk> {
            Arc::new(Numbered(number))
        }

        fn look(view: &View<'_>) {
            look(view);
        }

        fn look_at_both(views: (&View<'_>, Option<&View<'_>>)) {
            look(views.0);
            if let Some(other) = views.1 {
                look(other);
            }
        }

        fn look_in(view: BoxGrowing<View<'_>>) {
            look(&view);
        }

        fn show(see: &mut dyn FnMut(&View<'_>)) {
            let log = closure();
            see(&View {
                level: 3,
                log: (&log).into(),
                desk: (&Numbered(4) as &dyn Desk).into(),
                #[cfg(newer)]
                other: Some((&Numbered(5) as &dyn Desk).into()),
            });
        }

        fn consult(order: &Order) {
            used(order);
        }

        fn present(see: &mut dyn FnMut(&Order)) {
            see(&order("presented", true));
        }

        fn fulfil(order: BoxGrowing<Order>) {
            used(&order);
        }

        fn fail(_: BoxGrowing<Order>) {
            resume_unwind(Box::new("no such order"));
        }

        fn keep(order: Option<BoxGrowing<Order>>) {
            KEPT.replace(order);
        }

        fn kept() -> Option<BoxGrowing<Order>> {
            KEPT.take()
        }

        fn complete(mut order: BoxGrowing<Order>) -> BoxGrowing<Order> {
            let fields = order.fields_mut();
            *fields.log = closure().into();
            *fields.ticket = ticket(9);
            *fields.code = twice();
            #[cfg(newer)]
            {
                fields.desk.get_or_insert_with(|| (Arc::new(Numbered(7)) as Arc<dyn Desk>).into());
                fields.note.get_or_insert_with(|| "noted".into());
                fields.second.get_or_insert_with(|| ticket(8));
                fields.log_too.get_or_insert_with(|| closure().into());
                fields.part.get_or_insert_with(|| self::order("part", false));
            }
            order
        }

        fn order_of(name: &str) -> BoxGrowing<Order> {
            order(name, true)
        }

        fn orders(count: u32) -> Vec<wire::Tuple2<u32, BoxGrowing<Order>>> {
            (0..count).map(|i| wire::Tuple2(i, order("one of many", i % 2 == 0))).collect()
        }

        fn broken(good: u32, late: bool) -> Vec<BoxGrowing<Order>> {
            let mut all: Vec<_> = (0..=good).map(|_| order("one of many", true)).collect();
            let fields = all.last_mut().unwrap().fields_mut();
            #[cfg(newer)]
            if late {
                *fields.note = Some(crate::unsound::text().into());
                return all;
            }
            let _ = late;
            *fields.name = crate::unsound::text().into();
            all
        }

        fn each(count: u32, visit: &mut dyn FnMut(BoxGrowing<Order>) -> Option<BoxGrowing<Order>>) {
            for _ in 0..count {
                if let Some(answer) = visit(order("visited", true)) {
                    used(&answer);
                }
            }
        }

        fn ask(asked: &mut dyn FnMut() -> BoxGrowing<Order>) {
            used(&asked());
        }

        async fn later(name: &str) -> BoxGrowing<Order> {
            order(name, true)
        }
    }

    abi::export!(Plugin);
}
