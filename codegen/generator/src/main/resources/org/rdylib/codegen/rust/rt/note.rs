// ---- note

/// What `.note.rdylib` holds: an ELF note that lies in the file where no code has to run to find it.
#[repr(C, align(4))]
pub struct Note<const ROOM: usize> {
    name_size: u32,
    descriptor_size: u32,
    kind: u32,
    name: [u8; 8],
    sha256: [u8; 32],
    text: [u8; ROOM],
}

impl<const ROOM: usize> Note<ROOM> {
    /// The note of a text in several parts, with zeros behind it.
    pub const fn new(sha256: [u8; 32], parts: &[&str]) -> Self {
        let mut text = [0; ROOM];
        let mut length = 0;
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut i = 0;
            while i < bytes.len() {
                text[length] = bytes[i];
                length += 1;
                i += 1;
            }
            part += 1;
        }
        Note { name_size: 7, descriptor_size: 32 + length as u32, kind: 1, name: *b"rdylib\0\0", sha256, text }
    }
}

/// The room of a text in several parts: a multiple of 4 bytes.
pub const fn room(parts: &[&str]) -> usize {
    let mut length: usize = 0;
    let mut part = 0;
    while part < parts.len() {
        length += parts[part].len();
        part += 1;
    }
    length.div_ceil(4) * 4
}

/// What the annotations say of how the library is built.
pub const BUILD: &str = if ::core::cfg!(panic = "abort") { "\"build\":{\"panic\":\"abort\"}," } else { "" };

/// Whether a module's path, which begins with its crate's name, goes on like this.
pub const fn stands_at(module: &str, path: &str) -> bool {
    let (module, path) = (module.as_bytes(), path.as_bytes());
    if module.len() <= path.len() {
        return false;
    }
    let start = module.len() - path.len();
    let mut i = 0;
    while i < path.len() {
        if module[start + i] != path[i] {
            return false;
        }
        i += 1;
    }
    // What remains is the crate's name and `::`.
    let mut i = 0;
    while i + 2 < start {
        if module[i] == b':' {
            return false;
        }
        i += 1;
    }
    start > 2 && module[start - 1] == b':'
}
