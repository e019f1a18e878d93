/* What the parts of this plugin share. */
#ifndef VAULTS_THINGS_H
#define VAULTS_THINGS_H

#include "vaults.h"

struct vaults_Vault {
  uint32_t number;
};

struct vaults_Key {
  const vaults_Vault *vault;
};

/* Memory that is counted until it is freed, for words and what is smaller. */
void *made(size_t size);
void freed(void *data);

/* Whether something that was made is at that address. */
bool is_there(const void *data);

#endif
