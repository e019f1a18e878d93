//! Many texts in one file.

use std::error::Error;

pub struct Text<'a> {
    pub name: &'a str,
    pub content: &'a str,
}

pub fn read(file: &[u8]) -> Result<Vec<Text<'_>>, Box<dyn Error>> {
    let mut texts = Vec::new();
    let mut rest = file;
    while !rest.is_empty() {
        let end = rest
            .iter()
            .position(|&byte| byte == b'\n')
            .ok_or("a header without an end")?;
        let (length, name) = std::str::from_utf8(&rest[..end])?
            .split_once(' ')
            .ok_or("a header without a name")?;
        let content = rest
            .get(end + 1..end + 1 + length.parse::<usize>()?)
            .ok_or("a text without an end")?;
        rest = &rest[end + 1 + content.len()..];
        rest = rest
            .strip_prefix(b"\n")
            .ok_or("a text that is longer than its header says")?;
        texts.push(Text {
            name,
            content: std::str::from_utf8(content)?,
        });
    }
    Ok(texts)
}
