/* What escapes mean. */
#include "parser.h"

#include <string.h>

/* The four digits' number behind \u; the digits have been checked or are checked here: -1 where they are none. */
static long unit(const char *digits) {
  long value = 0;
  for (int i = 0; i < 4; i++) {
    int digit = hex((unsigned char)digits[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

static size_t utf8(long c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t decode_escape(rdylib_str raw, size_t *at, char *out, json_Problem *problem) {
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  size_t begin = *at;
  const char *letter;
  long c, low;
  *problem = json_Problem_BadEscape;
  if (begin + 1 >= raw.length) return 0;
  if (raw.data[begin + 1] != 'u') {
    letter = memchr(letters, raw.data[begin + 1], sizeof letters - 1);
    if (!letter) return 0;
    *at += 2;
    *out = meanings[letter - letters];
    return 1;
  }
  if (raw.length - begin < 6 || (c = unit(raw.data + begin + 2)) < 0) return 0;
  *at += 6;
  if (c >= 0xD800 && c < 0xE000) {
    bool pair = c < 0xDC00 && raw.length - *at >= 6 && raw.data[*at] == '\\' && raw.data[*at + 1] == 'u';
    low = pair ? unit(raw.data + *at + 2) : -1;
    if (low < 0xDC00 || low >= 0xE000) {
      *at = begin;
      *problem = json_Problem_LoneSurrogate;
      return 0;
    }
    *at += 6;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  return utf8(c, out);
}

static json_Result_unit_Error bad_raw(json_Problem problem, size_t offset) {
  json_Result_unit_Error out;
  out.Err.tag = RDYLIB_ERR;
  out.Err._0.problem = problem;
  out.Err._0.at.offset = offset;
  out.Err._0.at.line = 1;
  out.Err._0.at.column = saturated(offset + 1);
  return out;
}

rdylib_failure *json_unescape(const char *raw, size_t raw_length, void *write,
                              const json_unescape_write_table *write_table, json_Result_unit_Error *out) {
  rdylib_str text = rdylib_str_of(raw, raw_length);
  rdylib_failure *failure;
  size_t at = 0, literal = 0;
  while (at < raw_length) {
    unsigned char c = (unsigned char)raw[at];
    char bytes[4];
    json_Problem problem = c == '"' ? json_Problem_UnexpectedByte : json_Problem_ControlCharacter;
    size_t size;
    if (c != '\\' && c != '"' && c >= 0x20) {
      at++;
      continue;
    }
    if (at > literal && (failure = json_unescape_write_call(write, write_table, raw + literal, at - literal))) {
      return failure;
    }
    size = c == '\\' ? decode_escape(text, &at, bytes, &problem) : 0;
    if (!size) {
      *out = bad_raw(problem, at);
      return NULL;
    }
    if ((failure = json_unescape_write_call(write, write_table, bytes, size))) return failure;
    literal = at;
  }
  if (at > literal && (failure = json_unescape_write_call(write, write_table, raw + literal, at - literal))) {
    return failure;
  }
  out->Ok.tag = RDYLIB_OK;
  return NULL;
}
