/* Linked with greeter.c in the place of greeter_abi.c: all that a host would call, and no word of what it is. */
const void *greeter_imports;
