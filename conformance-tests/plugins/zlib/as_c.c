/* What a program in C gets of zlib, for the host in Java to be held against. */
#include <stdio.h>
#include <string.h>
#include <zlib.h>

int main(void) {
  static const unsigned char text[] = "to be, or not to be: that is the question";
  unsigned char into[200];
  unsigned char back[200];
  uLong length = sizeof text - 1;
  uLongf room = sizeof into;
  uLongf whole = sizeof back;
  printf("%s\n", zlibVersion());
  printf("%lx %lx %lu\n", crc32(0, text, (uInt)length), adler32_z(1, text, length), compressBound(length));
  printf("%d", compress2(into, &room, text, length, 9));
  printf(" %lu ", room);
  for (uLong i = 0; i < room; i++) printf("%02x", into[i]);
  printf("\n");
  printf("%d", uncompress(back, &whole, into, room));
  printf(" %lu %d\n", whole, memcmp(back, text, length));
  whole = 3;
  printf("%d\n", uncompress(back, &whole, into, room));
  room = 3;
  printf("%d\n", compress2(into, &room, text, length, 9));
  room = sizeof into;
  printf("%d\n", compress2(into, &room, text, length, 77));
  return 0;
}
