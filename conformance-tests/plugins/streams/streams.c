/* A plugin that writes to what it is lent within other values. */
#include "streams.h"

static uint32_t living;

rdylib_failure *streams_living(uint32_t *out) {
  *out = living;
  return NULL;
}

/* ---- Runs of bytes ---- */

static size_t run(const uint8_t *at, const uint8_t *end) {
  size_t length = 1;
  while (length < 255 && at + length < end && at[length] == *at) length++;
  return length;
}

static void pack(streams_Request request, streams_Result_usize_usize *out) {
  const uint8_t *end = request.input.data + request.input.length;
  size_t needed = 0;
  for (const uint8_t *at = request.input.data; at < end; needed += 2) {
    size_t length = run(at, end);
    if (needed + 2 <= request.output.length) {
      request.output.data[needed] = (uint8_t)length;
      request.output.data[needed + 1] = *at;
    }
    at += length;
  }
  memset(out, 0, sizeof *out);
  if (needed > request.output.length) {
    out->Err.tag = RDYLIB_ERR;
    out->Err._0 = needed;
  } else {
    out->Ok.tag = RDYLIB_OK;
    out->Ok._0 = needed;
  }
}

rdylib_failure *streams_pack(streams_Request request, streams_Result_usize_usize *out) {
  pack(request, out);
  return NULL;
}

static rdylib_failure *counting_pack(void *self, streams_Request request, streams_Result_usize_usize *out) {
  *(uint64_t *)self += request.input.length;
  pack(request, out);
  return NULL;
}

static rdylib_failure *counting_total(const void *self, uint64_t *out) {
  *out = *(const uint64_t *)self;
  return NULL;
}

static void give(void *data) {
  living--;
  free(data);
}

rdylib_failure *streams_packer(streams_Packer *out) {
  static const streams_Packer_table table = streams_Packer_TABLE(uint64_t, give, counting_pack, counting_total);
  uint64_t *total = calloc(1, sizeof *total);
  if (!total) return rdylib_fail("out of memory");
  living++;
  *out = streams_Packer_of(total, &table);
  return NULL;
}

static rdylib_failure *packing(void *self, streams_Request request, streams_Result_usize_usize *out) {
  (void)self;
  pack(request, out);
  return NULL;
}

static void nothing(void *self) { (void)self; }

rdylib_failure *streams_packing(streams_packing_result *out) {
  static const streams_packing_result_table table = streams_packing_result_TABLE(uint32_t, nothing, packing);
  *out = streams_packing_result_of(&living, &table);
  return NULL;
}

rdylib_failure *streams_find(const uint8_t *input, size_t input_length, streams_Found found, bool *out) {
  const uint8_t *end = input + input_length;
  streams_Span longest = {0, 0};
  *found.count = 0;
  for (const uint8_t *at = input; at < end;) {
    streams_Span span = {(uint32_t)(at - input), (uint32_t)run(at, end)};
    at += span.length;
    if (span.length < 2) continue;
    if (span.length > longest.length) longest = span;
    if (*found.count < found.spans.length) found.spans.data[*found.count] = span;
    ++*found.count;
  }
  if (found.longest) *found.longest = longest;
  *out = *found.count <= found.spans.length;
  return NULL;
}

/* ---- Texts ---- */

static void free_text(void *data, size_t live, size_t capacity) {
  (void)live;
  (void)capacity;
  give(data);
}

static rdylib_string joined(rdylib_string before, const char *text, size_t length) {
  char *data = malloc(before.length + length + 1);
  if (!data) abort();
  memcpy(data, before.data, before.length);
  memcpy(data + before.length, text, length);
  living++;
  return (rdylib_string){data, before.length + length, before.length + length + 1, free_text};
}

static void free_texts(void *data, size_t live, size_t capacity) {
  (void)capacity;
  rdylib_string *texts = data;
  for (size_t i = 0; i < live; i++) texts[i].free(texts[i].data, texts[i].length, texts[i].capacity);
  give(data);
}

static void insert(streams_Vec_String *list, const char *text, size_t length) {
  rdylib_string *texts = malloc((list->length + 1) * sizeof *texts);
  if (!texts) abort();
  static char none[1];
  texts[0] = joined((rdylib_string){none, 0, 0, NULL}, text, length);
  memcpy(texts + 1, list->data, list->length * sizeof *texts);
  list->free(list->data, 0, list->capacity); /* what was in it has moved */
  living++;
  *list = (streams_Vec_String){texts, list->length + 1, list->length + 1, free_texts};
}

/* The text as characters; how many there are. */
static size_t decode(const char *text, size_t length, uint32_t *codes) {
  size_t count = 0;
  for (size_t i = 0; i < length; count++) {
    uint8_t first = (uint8_t)text[i];
    size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? first : first & (0x3Fu >> more);
    for (size_t j = 1; j <= more; j++) code = code << 6 | ((uint8_t)text[i + j] & 0x3F);
    codes[count] = code;
    i += more + 1;
  }
  return count;
}

static uint32_t write_codes(const char *text, size_t length, streams_slice_char_mut to, streams_Order order) {
  uint32_t codes[256];
  if (length > 256) return 0;
  size_t count = decode(text, length, codes);
  uint32_t times = 0;
  for (size_t at = 0; at + count <= to.length; at += count, times++) {
    for (size_t i = 0; i < count; i++) to.data[at + (order == streams_Order_Big ? count - 1 - i : i)] = codes[i];
  }
  return times;
}

rdylib_failure *streams_write(const char *text, size_t text_length, streams_Sink sink, uint32_t *out) {
  *out = 1;
  switch (sink.tag) {
    case streams_Sink_Bytes:
      for (*out = 0; (*out + 1) * text_length <= sink.Bytes._0.length; ++*out) {
        memcpy(sink.Bytes._0.data + *out * text_length, text, text_length);
      }
      return NULL;
    case streams_Sink_Codes:
      *out = write_codes(text, text_length, sink.Codes.codes, sink.Codes.order);
      return NULL;
    case streams_Sink_Owned: {
      rdylib_string before = *sink.Owned._0;
      *sink.Owned._0 = joined(before, text, text_length);
      before.free(before.data, before.length, before.capacity);
      return NULL;
    }
    case streams_Sink_List:
      insert(sink.List._0, text, text_length);
      return NULL;
    case streams_Sink_Over:
      /* Many a C program takes letters for bytes: what is no text then, Java is not given. */
      for (size_t i = 0; i < sink.Over._0.length; i++) {
        char *letter = (char *)sink.Over._0.data + i;
        if (*letter < 0 || (*letter >= 'a' && *letter <= 'z')) *letter = (char)(*letter & ~0x20);
      }
      return NULL;
    default:
      *out = 0;
      return NULL;
  }
}

/* ---- What is within what else ---- */

static bool packs(streams_Request request) {
  streams_Result_usize_usize answer;
  pack(request, &answer);
  return answer.tag == RDYLIB_OK;
}

rdylib_failure *streams_twice(streams_Both both) {
  *both.marks[0] = packs(both.first);
  *both.marks[1] = both.second.tag == RDYLIB_SOME && packs(both.second.Some._0);
  return NULL;
}

rdylib_failure *streams_pair(
    streams_Tuple_mut_u8_slice_u16_mut_u8 pair, streams_Option_Tuple_mut_f64_bool more, uint8_t *out) {
  *out = *pair._0;
  *pair._0 = pair._2;
  for (size_t i = 0; i < pair._1.length / 2; i++) {
    uint16_t *one = pair._1.data + i, *other = pair._1.data + pair._1.length - 1 - i, held = *one;
    *one = *other;
    *other = held;
  }
  if (more.tag == RDYLIB_SOME && more.Some._0._1) *more.Some._0._0 = -*more.Some._0._0;
  return NULL;
}

rdylib_failure *streams_mix(
    const uint8_t *from, size_t from_length, streams_Tuple_slice_u8_mut_u8 pair, uint8_t *to, size_t to_length) {
  for (size_t i = 0; i < from_length && i < pair._0.length && i < to_length; i++) {
    pair._0.data[i] = to[i] = (uint8_t)(from[i] + pair._1);
  }
  return NULL;
}

size_t streams_fill(streams_Request request, uint8_t with) {
  memset(request.output.data, with, request.output.length);
  return request.output.length;
}

rdylib_failure *streams_during(
    streams_Request request, void *inside, const streams_during_inside_table *inside_table, size_t *out) {
  packs(request);
  uint8_t *before = malloc(request.output.length + 1);
  if (!before) return rdylib_fail("out of memory");
  memcpy(before, request.output.data, request.output.length);
  rdylib_failure *failure = streams_during_inside_call(inside, inside_table);
  *out = 0;
  for (size_t i = 0; i < request.output.length; i++) *out += before[i] != request.output.data[i];
  free(before);
  return failure;
}

/* ---- What stands there when the call is over ---- */

rdylib_failure *streams_feed(streams_Out *to, const uint8_t *input, size_t input_length, size_t *out) {
  const uint8_t *at = input, *end = input + input_length;
  while (at < end && to->to.length - to->used >= 2) {
    size_t length = run(at, end);
    to->to.data[to->used++] = (uint8_t)length;
    to->to.data[to->used++] = *at;
    at += length;
  }
  *out = (size_t)(at - input);
  return NULL;
}

rdylib_failure *streams_put(streams_Rest *rest, const uint8_t *bytes, size_t bytes_length, size_t *out) {
  *out = bytes_length < rest->rest.length ? bytes_length : rest->rest.length;
  memcpy(rest->rest.data, bytes, *out);
  rest->rest.data += *out;
  rest->rest.length -= *out;
  return NULL;
}

rdylib_failure *streams_rearrange(streams_Two *two, uint32_t how) {
  static uint16_t own[4];
  if (!two) return NULL;
  streams_slice_u16_mut one = two->one;
  streams_Span *first = two->first;
  switch (how) {
    case 0:
      two->first = two->second;
      two->second = first;
      if (!two->other.data) break;
      two->one = two->other;
      two->other = one;
      break;
    case 1:
      two->one.length /= 2;
      two->other.data = one.data + two->one.length;
      two->other.length = one.length - two->one.length;
      break;
    case 2:
      two->one.length = 0;
      memset(&two->other, 0, sizeof two->other);
      break;
    /* What follows, Rust would not compile. */
    case 3: two->one.data = own; break;
    case 4: two->one.length++; break;
    case 5: two->other = (streams_slice_u16_mut){one.data + 1, one.length - 1}; break;
    case 6: two->second = first; break;
    case 7: two->one = (streams_slice_u16_mut){(uint16_t *)(void *)((char *)one.data + 1), one.length - 1}; break;
    case 8: two->one.data = NULL; break;
    case 9: two->first = (streams_Span *)(void *)own; break;
    case 10: two->one = (streams_slice_u16_mut){(uint16_t *)(void *)first, 1}; break;
    case 11: two->one.length = SIZE_MAX; break;
    default: return rdylib_fail("there is no such way");
  }
  return NULL;
}

rdylib_failure *streams_render(streams_slice_f32_mut *channels, size_t channels_length, uint32_t how, uint32_t *out) {
  static float own[4];
  *out = 0;
  for (size_t i = 0; i < channels_length; i++) {
    for (size_t j = 0; j < channels[i].length; j++) channels[i].data[j] = (float)i;
    *out += (uint32_t)channels[i].length;
  }
  switch (how) {
    case 0: break;
    case 1:
      for (size_t i = 0; i < channels_length / 2; i++) {
        streams_slice_f32_mut *other = channels + channels_length - 1 - i, held = *other;
        *other = channels[i];
        channels[i] = held;
      }
      break;
    case 2:
      channels[1].length = channels[0].length - channels[0].length / 2;
      channels[0].length /= 2;
      channels[1].data = channels[0].data + channels[0].length;
      break;
    case 3:
      for (size_t i = 0; i < channels_length; i++) channels[i].length = 0;
      break;
    /* What follows, Rust would not compile. */
    case 4: channels[1] = channels[0]; break;
    case 5: channels[0].data = own; break;
    case 6: channels[0].length++; break;
    case 7: channels[0].data = NULL; break;
    default: return rdylib_fail("there is no such way");
  }
  return NULL;
}

rdylib_failure *streams_drain(streams_Rest *rooms, size_t rooms_length, uint8_t with, bool *out) {
  *out = rooms != NULL;
  for (size_t i = 0; rooms && i < rooms_length; i++) {
    if (!rooms[i].rest.length) continue;
    *rooms[i].rest.data++ = with;
    rooms[i].rest.length--;
  }
  return NULL;
}
