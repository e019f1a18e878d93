/* One source for two versions of a library: what a version knows, it prints. It counts what it has allocated. */
#include "station.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t living;

static void *made(size_t size) {
  living++;
  return malloc(size);
}

static void freed(void *data) {
  living--;
  free(data);
}

static void free_bytes(void *data, size_t live, size_t capacity) {
  (void)live, (void)capacity;
  freed(data);
}

static rdylib_string string(const char *text) {
  rdylib_string made_string;
  made_string.length = strlen(text);
  made_string.capacity = made_string.length + 1;
  made_string.data = made(made_string.capacity);
  memcpy(made_string.data, text, made_string.capacity);
  made_string.free = free_bytes;
  return made_string;
}

static void print_settings(char *into, size_t room, const station_Settings *s) {
  int n = snprintf(into, room, "%u %.*s", (unsigned)s->interval, (int)s->name.length, s->name.data);
#ifdef NEWER
  n += snprintf(into + n, room - n, " %" PRIu32 " %.*s %.2f", s->retries, (int)s->zone.length, s->zone.data, s->gain);
  if (s->limit.tag) n += snprintf(into + n, room - n, " limit %" PRIu64, s->limit.Some._0);
  n += snprintf(into + n, room - n, " %" PRIX32 " %d %d %" PRId64 " %d %" PRIX64, s->sign, s->loud, s->unit, s->offset,
                s->small, s->whole);
  if (s->nothing.data) n += snprintf(into + n, room - n, " %.*s", (int)s->nothing.length, s->nothing.data);
#endif
  (void)n;
}

rdylib_failure *station_describe(const station_Settings *settings, rdylib_string *out) {
  char text[500];
  print_settings(text, sizeof text, settings);
  *out = string(text);
  return NULL;
}

rdylib_failure *station_describe_sheet(station_Sheet sheet, rdylib_string *out) {
  char text[600];
  int n = snprintf(text, sizeof text, "%" PRIu32 ": ", sheet.number);
  print_settings(text + n, sizeof text - n, sheet.settings);
  *out = string(text);
  return NULL;
}

rdylib_failure *station_keep(station_Box_Settings settings, rdylib_string *out) {
  rdylib_failure *failure = station_describe(settings.data, out);
  settings.free(settings.data, 1, 1);
  return failure;
}

rdylib_failure *station_preset_text(rdylib_string *out) {
  station_Box_Settings settings;
  rdylib_failure *failure = station_preset(&settings);
  return failure ? failure : station_keep(settings, out);
}

rdylib_failure *station_mark(const station_Mark *mark, uint64_t *out) {
  *out = mark->at;
#ifdef NEWER
  if ((uintptr_t)mark % RDYLIB_ALIGNOF(station_Mark)) return rdylib_fail("not aligned");
  *out += mark->seen << 16;
#endif
  return NULL;
}

/* At an address that is aligned for this version, and for none that has a u64 in it. */
rdylib_failure *station_marked(const station_Mark **out) {
#ifdef NEWER
  static const station_Mark mark = {7, 70};
  *out = &mark;
#else
  static const _Alignas(8) station_Mark marks[2] = {{6}, {7}};
  *out = &marks[1];
#endif
  return NULL;
}

rdylib_failure *station_same(const station_Settings *settings, const station_Settings **out) {
  *out = settings;
  return NULL;
}

rdylib_failure *station_own(const station_Settings **out) {
  static station_Settings own;
  own.interval = 11;
  own.name = rdylib_str_of("own", 3);
#ifdef NEWER
  own.retries = 12;
  own.zone = rdylib_str_of("here", 4);
  own.gain = 0.25;
  own.limit.Some.tag = RDYLIB_SOME;
  own.limit.Some._0 = 99;
  own.sign = 'x';
  own.whole = 13;
  own.nothing = rdylib_str_of("", 0);
#endif
  *out = &own;
  return NULL;
}

#ifdef STAMPED
void station_stamp_drop(station_Stamp *stamp) { freed(stamp); }
#endif

static void free_report(void *data, size_t live, size_t capacity) {
  station_Report *report = data;
  (void)capacity;
  if (live) {
    report->note.free(report->note.data, report->note.length, report->note.capacity);
#ifdef NEWER
    if (report->author.data) report->author.free(report->author.data, report->author.length, report->author.capacity);
    if (report->copy.tag) report->copy.Some._0._1.free(report->copy.Some._0._1.data, report->copy.Some._0._1.length, 1);
#endif
#ifdef STAMPED
    if (report->stamp) station_stamp_drop(report->stamp);
#endif
  }
  freed(report);
}

rdylib_failure *station_report(station_Box_Report *out) {
  station_Report *report = made(sizeof *report);
  report->reading = -40;
#ifdef NEWER
  report->unit = station_Unit_Fahrenheit;
  report->humidity = 200;
  report->author = string("somebody");
  report->copy.tag = RDYLIB_NONE;
#ifdef STAMPED
  report->stamp = made(1);
#endif
#else
  report->unit = station_Unit_Kelvin;
#endif
  report->note = string("cold");
  out->data = report;
  out->free = free_report;
  return NULL;
}

/* What this version knows, it puts into a report, whoever has made that. */
rdylib_failure *station_correct(station_Box_Report report, station_Box_Report *out) {
  report.data->reading++;
#ifdef NEWER
  rdylib_string text = string("copy");
  if (!report.data->author.data) report.data->author = string("corrector");
  if (!report.data->copy.tag) {
    report.data->copy.Some.tag = RDYLIB_SOME;
    report.data->copy.Some._0._0 = 1;
    report.data->copy.Some._0._1.data = text.data;
    report.data->copy.Some._0._1.length = text.length;
    report.data->copy.Some._0._1.free = text.free;
  } else {
    text.free(text.data, text.length, text.capacity);
  }
#endif
#ifdef STAMPED
  if (!report.data->stamp) report.data->stamp = made(1);
#endif
  *out = report;
  return NULL;
}

rdylib_failure *station_file(station_Box_Report report, rdylib_string *out) {
  char text[100];
  rdylib_failure *failure = station_correct(report, &report);
  snprintf(text, sizeof text, "%d %.*s", (int)report.data->reading, (int)report.data->note.length, report.data->note.data);
  *out = string(text);
  report.free(report.data, 1, 1);
  return failure;
}

rdylib_failure *station_event(const char *text, size_t text_length, uint32_t index, station_Event *out) {
  memset(out, 0, sizeof *out);
  out->tag = (uint8_t)index;
  switch (index) {
    case station_Event_Line:
      out->Line._0 = rdylib_str_of(text, text_length);
      break;
#ifdef NEWER
    case station_Event_Gust:
      out->Gust.speed = 12.5;
      out->Gust.place = rdylib_str_of(text, text_length);
      break;
#endif
  }
  return NULL;
}

static int print_event(char *into, size_t room, const station_Event *event) {
  switch (event->tag) {
    case station_Event_Started:
      return snprintf(into, room, "started;");
    case station_Event_Line:
      return snprintf(into, room, "line %.*s;", (int)event->Line._0.length, event->Line._0.data);
#ifdef NEWER
    case station_Event_Gust:
      return snprintf(into, room, "gust %.1f %.*s;", event->Gust.speed, (int)event->Gust.place.length,
                      event->Gust.place.data);
    case station_Event_Ended:
      return snprintf(into, room, "ended;");
#endif
    default:
      return snprintf(into, room, "tag %d;", event->tag);
  }
}

rdylib_failure *station_show(station_Event event, rdylib_string *out) {
  return station_show_all(&event, 1, out);
}

rdylib_failure *station_show_all(const station_Event *events, size_t events_length, rdylib_string *out) {
  char text[500] = "";
  size_t n = 0;
  for (size_t i = 0; i < events_length; i++) n += print_event(text + n, sizeof text - n, &events[i]);
  *out = string(text);
  return NULL;
}

rdylib_failure *station_each(const char *text, size_t text_length, void *visit, const station_each_visit_table *visit_table,
                             rdylib_string *out) {
#ifdef NEWER
  static const uint32_t tags[] = {0, 1, 2, 3, 4};
#else
  static const uint32_t tags[] = {0, 1, 4};
#endif
  enum { COUNT = sizeof tags / sizeof tags[0] };
  station_Event answers[COUNT];
  for (int i = 0; i < COUNT; i++) {
    station_Event event;
    rdylib_failure *failure = station_event(text, text_length, tags[i], &event);
    if (!failure) failure = station_each_visit_call(visit, visit_table, event, &answers[i]);
    if (failure) return failure;
  }
  return station_show_all(answers, COUNT, out);
}

rdylib_failure *station_unit(station_Unit unit, station_Unit *out) {
#ifdef NEWER
  *out = unit == station_Unit_Celsius ? station_Unit_Fahrenheit : unit;
#else
  *out = unit;
#endif
  return NULL;
}

static rdylib_failure *horn_sound(const void *self, uint32_t *out) {
  *out = *(const uint32_t *)self;
  return NULL;
}

static station_Horn horn(uint32_t *pitch) {
  static const station_Horn_table table = station_Horn_TABLE(uint32_t, NULL, horn_sound);
  return station_Horn_of(pitch, &table);
}

rdylib_failure *station_signal(uint32_t index, station_Signal *out) {
  static uint32_t whistle = 440;
#ifdef NEWER
  static uint32_t siren = 880;
#endif
  memset(out, 0, sizeof *out);
  out->tag = (uint8_t)index;
  switch (index) {
    case station_Signal_Whistle:
      out->Whistle._0 = horn(&whistle);
      break;
#ifdef NEWER
    case station_Signal_Siren:
      out->Siren._0 = horn(&siren);
      break;
    case station_Signal_Lamp:
      out->Lamp._0 = rdylib_str_of("red", 3);
      break;
#endif
  }
  return NULL;
}

static rdylib_failure *give(const char *what, station_Horn horn, rdylib_string *out) {
  char text[50];
  uint32_t pitch;
  rdylib_failure *failure = station_Horn_sound(horn.data, horn.table, &pitch);
  if (failure) return failure;
  snprintf(text, sizeof text, "%s %" PRIu32, what, pitch);
  *out = string(text);
  return NULL;
}

rdylib_failure *station_give(station_Signal signal, rdylib_string *out) {
  char text[50];
  switch (signal.tag) {
    case station_Signal_Silence:
      *out = string("silence");
      return NULL;
    case station_Signal_Whistle:
      return give("whistle", signal.Whistle._0, out);
#ifdef NEWER
    case station_Signal_Siren:
      return give("siren", signal.Siren._0, out);
    case station_Signal_Lamp:
      snprintf(text, sizeof text, "lamp %.*s", (int)signal.Lamp._0.length, signal.Lamp._0.data);
      *out = string(text);
      return NULL;
#endif
    default:
      snprintf(text, sizeof text, "tag %d", signal.tag);
      *out = string(text);
      return NULL;
  }
}

rdylib_failure *station_living(uint64_t *out) {
  *out = living;
  return NULL;
}
