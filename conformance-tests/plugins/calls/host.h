/*
 * What a host does that reads from its input, line by line, which export to call and at which place to misbehave. Included
 * after places.h, by the one source of a program that is linked with a plugin.
 */
#include <stdio.h>

/* What the plugin has to report. */
size_t plugin_report(char *into, size_t capacity);

/* Tells how many times this side misbehaved, the failure that came back, and what either side found in the wrong place. */
static void host_print(const char *name, rdylib_failure *failure) {
  static char report[1 << 17];
  places_settle_given();
  size_t length = places_report(report, sizeof report / 2);
  length += plugin_report(report + length, sizeof report / 2 - 1);
  report[length] = 0;
  printf("%s\t%zu\t%.*s\n", name, places_spoiled(), failure ? (int)failure->length : 0, failure ? failure->message : "");
  if (failure) failure->drop(failure);
  for (char *line = strtok(report, "\n"); line; line = strtok(NULL, "\n")) printf("!\t%s\n", line);
  fflush(stdout);
}

/* The name of the export to call next, or null. */
static const char *host_next(void) {
  static char line[1024];
  if (!fgets(line, sizeof line, stdin)) return NULL;
  char *name = strtok(line, "\t\n"), *place = strtok(NULL, "\t\n");
  places_spoil(place ? place : "");
  return name;
}

#define CALL(name_) \
  if (!strcmp(name, #name_)) host_print(name, call_##name_())
