//! One source for two versions of a library: what a version knows, it prints.
#[rustfmt::skip]
mod abi;
mod counted;
mod later;

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::wire::{self, BoxGrowing};
    use crate::abi::{self, Event, Horn, KnownEvent, KnownSignal, Mark, Report, Settings, Sheet, Signal, Station, Unit};
    use std::fmt::Write;

    #[cfg(not(newer))]
    fn shown(s: &Settings<'_>) -> String {
        format!("{} {}", s.interval, s.name)
    }

    #[cfg(newer)]
    fn shown(s: &Settings<'_>) -> String {
        let mut text = format!("{} {} {} {} {:.2}", s.interval, s.name, s.retries, s.zone, s.gain);
        if let Some(limit) = s.limit.as_ref() {
            write!(text, " limit {limit}").unwrap();
        }
        let (sign, loud) = (u32::from(s.sign), u8::from(s.loud));
        write!(text, " {sign:X} {loud} {} {} {} {:X}", s.unit.0, s.offset, s.small, s.whole).unwrap();
        if let Some(nothing) = s.nothing {
            write!(text, " {nothing}").unwrap();
        }
        text
    }

    fn print(event: &Event<'_>, into: &mut String) {
        match event.known() {
            Some(KnownEvent::Started) => write!(into, "started;"),
            Some(KnownEvent::Line(text)) => write!(into, "line {text};"),
            #[cfg(newer)]
            Some(KnownEvent::Gust { speed, place }) => write!(into, "gust {speed:.1} {place};"),
            #[cfg(newer)]
            Some(KnownEvent::Ended) => write!(into, "ended;"),
            None => write!(into, "tag {};", event.tag()),
        }
        .unwrap();
    }

    static OWN: Settings<'static> = Settings {
        interval: 11,
        name: "own",
        #[cfg(newer)]
        retries: 12,
        #[cfg(newer)]
        zone: "here",
        #[cfg(newer)]
        gain: 0.25,
        #[cfg(newer)]
        limit: wire::Option::Some(99),
        #[cfg(newer)]
        sign: 'x',
        #[cfg(newer)]
        loud: false,
        #[cfg(newer)]
        unit: Unit::Celsius,
        #[cfg(newer)]
        offset: 0,
        #[cfg(newer)]
        small: 0,
        #[cfg(newer)]
        whole: 13,
        #[cfg(newer)]
        nothing: Some(""),
    };

    #[cfg(newer)]
    static MARK: Mark = Mark { at: 7, seen: 70 };

    /// The second is aligned for this version, and for none that has a `u64` in it.
    #[cfg(not(newer))]
    #[repr(align(8))]
    struct Marks([Mark; 2]);

    #[cfg(not(newer))]
    static MARKS: Marks = Marks([Mark { at: 6 }, Mark { at: 7 }]);

    struct Pipe(u32);

    impl Horn for Pipe {
        fn sound(&self) -> u32 {
            self.0
        }
    }

    static WHISTLE: Pipe = Pipe(440);

    #[cfg(newer)]
    static SIREN: Pipe = Pipe(880);

    fn horn(pipe: &'static Pipe) -> wire::RefDyn<'static, dyn Horn> {
        let horn: &'static dyn Horn = pipe;
        horn.into()
    }

    struct Plugin;

    impl Station for Plugin {
        fn describe(settings: &Settings<'_>) -> String {
            shown(settings)
        }

        fn describe_sheet(sheet: Sheet<'_>) -> String {
            format!("{}: {}", sheet.number, shown(sheet.settings))
        }

        fn keep(settings: BoxGrowing<Settings<'static>>) -> String {
            shown(&settings)
        }

        fn preset_text() -> String {
            shown(&abi::preset())
        }

        fn mark(mark: &Mark) -> u64 {
            #[cfg(newer)]
            let seen = mark.seen << 16;
            #[cfg(not(newer))]
            let seen = 0;
            u64::from(mark.at) + seen
        }

        fn marked() -> &'static Mark {
            #[cfg(newer)]
            return &MARK;
            #[cfg(not(newer))]
            return &MARKS.0[1];
        }

        fn same<'a>(settings: &'a Settings<'a>) -> &'a Settings<'a> {
            settings
        }

        fn own() -> &'static Settings<'static> {
            &OWN
        }

        fn report() -> BoxGrowing<Report> {
            BoxGrowing::new(Report {
                reading: -40,
                #[cfg(newer)]
                unit: Unit::Fahrenheit,
                #[cfg(not(newer))]
                unit: Unit::Kelvin,
                note: "cold".into(),
                #[cfg(newer)]
                humidity: 200,
                #[cfg(newer)]
                author: Some("somebody".into()),
                #[cfg(newer)]
                copy: None.into(),
            })
        }

        fn file(report: BoxGrowing<Report>) -> String {
            let report = Self::correct(report);
            format!("{} {}", report.reading, &*report.note)
        }

        /// What this version knows, it puts into a report, whoever has made that.
        fn correct(mut report: BoxGrowing<Report>) -> BoxGrowing<Report> {
            let fields = report.fields_mut();
            *fields.reading += 1;
            #[cfg(newer)]
            {
                fields.author.get_or_insert_with(|| "corrector".into());
                if fields.copy.as_ref().is_none() {
                    *fields.copy = wire::Option::Some(wire::Tuple2(1, "copy".into()));
                }
            }
            report
        }

        fn event<'a>(text: &'a str, index: u32) -> Event<'a> {
            match index {
                0 => KnownEvent::Started.into(),
                1 => KnownEvent::Line(text).into(),
                #[cfg(newer)]
                2 => KnownEvent::Gust { speed: 12.5, place: text }.into(),
                #[cfg(newer)]
                3 => KnownEvent::Ended.into(),
                tag => crate::later::event(tag as u8),
            }
        }

        fn each<'a>(text: &'a str, visit: &mut dyn FnMut(Event<'a>) -> Event<'a>) -> String {
            let tags: &[u32] = if cfg!(newer) { &[0, 1, 2, 3, 4] } else { &[0, 1, 4] };
            let answers: Vec<_> = tags.iter().map(|&tag| visit(Self::event(text, tag))).collect();
            Self::show_all(&answers)
        }

        fn show(event: Event<'_>) -> String {
            Self::show_all(&[event])
        }

        fn show_all(events: &[Event<'_>]) -> String {
            let mut text = String::new();
            events.iter().for_each(|event| print(event, &mut text));
            text
        }

        fn unit(unit: Unit) -> Unit {
            #[cfg(newer)]
            if unit == Unit::Celsius {
                return Unit::Fahrenheit;
            }
            unit
        }

        fn signal(index: u32) -> Signal {
            match index {
                0 => KnownSignal::Silence.into(),
                1 => KnownSignal::Whistle(horn(&WHISTLE)).into(),
                #[cfg(newer)]
                2 => KnownSignal::Siren(horn(&SIREN)).into(),
                #[cfg(newer)]
                3 => KnownSignal::Lamp("red").into(),
                tag => crate::later::signal(tag as u8),
            }
        }

        fn give(signal: Signal) -> String {
            match signal.known() {
                Some(KnownSignal::Silence) => "silence".into(),
                Some(KnownSignal::Whistle(horn)) => format!("whistle {}", horn.sound()),
                #[cfg(newer)]
                Some(KnownSignal::Siren(horn)) => format!("siren {}", horn.sound()),
                #[cfg(newer)]
                Some(KnownSignal::Lamp(colour)) => format!("lamp {colour}"),
                None => format!("tag {}", signal.tag()),
            }
        }

        fn living() -> u64 {
            crate::counted::held()
        }
    }

    abi::export!(Plugin);
}
