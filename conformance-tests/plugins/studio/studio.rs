//! A plugin that answers with what its caller writes to.
#[rustfmt::skip]
mod abi;

pub use plugin::{Frame, Node, Tree};

mod plugin {
    #![forbid(unsafe_code)]

    use crate::abi::{Mode, Note, Point, Studio, Track};
    use std::sync::atomic::{AtomicU32, Ordering};

    static LIVING: AtomicU32 = AtomicU32::new(0);

    /// What is counted as long as it is there.
    struct Living;

    impl Living {
        fn new() -> Self {
            LIVING.fetch_add(1, Ordering::SeqCst);
            Living
        }
    }

    impl Drop for Living {
        fn drop(&mut self) {
            LIVING.fetch_sub(1, Ordering::SeqCst);
        }
    }

    struct Tape {
        buffer: [f32; 4],
        bools: [bool; 2],
        chars: [char; 2],
        shorts: [u16; 2],
        ints: [u32; 2],
        longs: [i64; 2],
        points: [Point; 3],
        notes: [Note; 2],
        mode: Mode,
        key: [u8; 8],
        title: String,
        wide: u128,
        volumes: [u8; 2],
        _living: Living,
    }

    impl Tape {
        fn new() -> Self {
            Tape {
                buffer: [0.0; 4],
                bools: [false, true],
                chars: ['a', '\u{10FFFF}'],
                shorts: [1, 65_535],
                ints: [1, 4_294_967_295],
                longs: [1, -1],
                points: [0.0, 1.0, 2.0].map(|x| Point { x, y: -x, seen: false }),
                notes: [Note::Rest, Note::Tone { pitch: 440, loud: true }],
                mode: Mode::On,
                key: [1, 2, 3, 4, 5, 6, 7, 8],
                title: "untitled".to_owned(),
                wide: 1,
                volumes: [10, 20],
                _living: Living::new(),
            }
        }
    }

    impl Track for Tape {
        fn buffer(&mut self) -> &mut [f32] {
            &mut self.buffer
        }

        fn sum(&self) -> f32 {
            self.buffer.iter().sum()
        }

        fn scalars(&mut self) -> (&mut [bool], &mut [char], &mut [u16], &mut [u32], &mut [i64]) {
            (&mut self.bools, &mut self.chars, &mut self.shorts, &mut self.ints, &mut self.longs)
        }

        fn anchor(&mut self) -> &mut Point {
            &mut self.points[0]
        }

        fn points(&mut self) -> &mut [Point] {
            &mut self.points
        }

        fn notes(&mut self) -> &mut [Note] {
            &mut self.notes
        }

        fn mode(&mut self) -> &mut Mode {
            &mut self.mode
        }

        fn key(&mut self) -> &mut [u8; 8] {
            &mut self.key
        }

        fn title(&mut self) -> &mut str {
            &mut self.title
        }

        fn wide(&mut self) -> &mut u128 {
            &mut self.wide
        }

        fn volume(&mut self, channel: u32) -> Option<&mut u8> {
            self.volumes.get_mut(channel as usize)
        }

        fn checked(&mut self, channel: u32) -> Result<&mut u8, String> {
            self.volume(channel).ok_or_else(|| "no such channel".to_owned())
        }

        fn state(&self) -> String {
            let points: Vec<String> = self.points.iter().map(|p| format!("{},{},{}", p.x, p.y, u8::from(p.seen))).collect();
            let notes: Vec<String> = self
                .notes
                .iter()
                .map(|note| match note {
                    Note::Rest => "rest".to_owned(),
                    Note::Tone { pitch, loud } => format!("tone {} {}", pitch, u8::from(*loud)),
                    Note::Slide(to, by) => format!("slide {} {} {} {}", u32::from(*to), by[0], by[1], by[2]),
                })
                .collect();
            let scalars = format!(
                "{} {} {} {} {} {} {} {} {} {}",
                u8::from(self.bools[0]),
                u8::from(self.bools[1]),
                u32::from(self.chars[0]),
                u32::from(self.chars[1]),
                self.shorts[0],
                self.shorts[1],
                self.ints[0],
                self.ints[1],
                self.longs[0],
                self.longs[1]
            );
            format!(
                "{}; {}; {}; {}; {}; {}; {}; {} {}",
                scalars,
                points.join(" "),
                notes.join(" "),
                self.mode as u8,
                self.key.iter().map(|byte| u32::from(*byte)).sum::<u32>(),
                self.title,
                self.wide as u64,
                self.volumes[0],
                self.volumes[1]
            )
        }

        fn spoil(&mut self) {}
    }

    pub struct Frame {
        bytes: Vec<u8>,
        _living: Living,
    }

    pub struct Node {
        weight: u32,
        above: Option<Box<Node>>,
        _living: Living,
    }

    impl Node {
        fn weigh(&self) -> u32 {
            self.weight + self.above.as_ref().map_or(0, |node| node.weigh())
        }
    }

    pub struct Tree {
        root: Option<Box<Node>>,
        _living: Living,
    }

    struct Plugin;

    impl Studio for Plugin {
        fn track() -> Box<dyn Track> {
            Box::new(Tape::new())
        }

        fn sending() -> Box<dyn Track + Send + Sync> {
            Box::new(Tape::new())
        }

        fn frame(size: u32) -> Box<Frame> {
            Box::new(Frame { bytes: (0..size).map(|at| at as u8).collect(), _living: Living::new() })
        }

        fn map(frame: &mut Frame) -> &mut [u8] {
            &mut frame.bytes
        }

        async fn mapping(frame: &mut Frame) -> &mut [u8] {
            &mut frame.bytes
        }

        fn rows<'a>(frame: &'a mut Frame) -> Box<dyn FnMut() -> Option<&'a mut [u8]> + 'a> {
            let mut rows = frame.bytes.chunks_exact_mut(2);
            Box::new(move || rows.next())
        }

        fn byte(frame: &Frame, at: u32) -> u8 {
            frame.bytes[at as usize]
        }

        fn halves(room: &mut [u32]) -> (&mut [u32], &mut [u32]) {
            room.split_at_mut(room.len() / 2)
        }

        fn every(room: &mut [u32]) -> Vec<&mut u32> {
            room.iter_mut().collect()
        }

        fn tree(nodes: u32) -> Box<Tree> {
            let above = |above, weight| Some(Box::new(Node { weight, above, _living: Living::new() }));
            Box::new(Tree { root: (1..=nodes).rev().fold(None, above), _living: Living::new() })
        }

        fn root(tree: &mut Tree) -> Option<&mut Node> {
            tree.root.as_deref_mut()
        }

        fn above(node: &mut Node) -> Option<&mut Node> {
            node.above.as_deref_mut()
        }

        fn weight(node: &mut Node) -> &mut u32 {
            &mut node.weight
        }

        fn grow(node: &mut Node) {
            node.weight += 1;
        }

        fn weigh(node: &Node) -> u32 {
            node.weigh()
        }

        fn total(tree: &Tree) -> u32 {
            tree.root.as_ref().map_or(0, |node| node.weigh())
        }

        fn living() -> u32 {
            LIVING.load(Ordering::SeqCst)
        }
    }

    crate::abi::export!(Plugin);
}
