/* What somebody writes who binds the same library by JNI. */
#include <jni.h>
#include <string.h>

#include "calls.h"

#define JNI(type, name) JNIEXPORT type JNICALL Java_org_rdylib_benchmarks_Jni_##name

JNI(jint, add)(JNIEnv *env, jclass type, jint a, jint b) {
  (void)env, (void)type;
  return calls_add(a, b);
}

JNI(jint, addChecked)(JNIEnv *env, jclass type, jint a, jint b) {
  int32_t sum;
  (void)env, (void)type;
  return calls_add_checked(a, b, &sum) ? -1 : sum;
}

static jclass point_class;
static jmethodID new_point;
static jfieldID point_x, point_y;
static jmethodID visit_call;

JNI(void, prepare)(JNIEnv *env, jclass type) {
  (void)type;
  point_class = (*env)->NewGlobalRef(env, (*env)->FindClass(env, "org/rdylib/benchmarks/calls/Point"));
  new_point = (*env)->GetMethodID(env, point_class, "<init>", "(DD)V");
  point_x = (*env)->GetFieldID(env, point_class, "x", "D");
  point_y = (*env)->GetFieldID(env, point_class, "y", "D");
  jclass visit = (*env)->FindClass(env, "org/rdylib/benchmarks/calls/Calls$EachVisit");
  visit_call = (*env)->GetMethodID(env, visit, "call", "(I)I");
}

JNI(jobject, mirror)(JNIEnv *env, jclass type, jobject p) {
  calls_Point point = {(*env)->GetDoubleField(env, p, point_x), (*env)->GetDoubleField(env, p, point_y)};
  (void)type;
  point = calls_mirror(point);
  return (*env)->NewObject(env, point_class, new_point, point.x, point.y);
}

JNI(jdouble, norm)(JNIEnv *env, jclass type, jobject p) {
  calls_Point point = {(*env)->GetDoubleField(env, p, point_x), (*env)->GetDoubleField(env, p, point_y)};
  (void)type;
  return calls_norm(&point);
}

JNI(jlong, counterAdd)(JNIEnv *env, jclass type, jlong data, jlong table, jlong n) {
  int64_t sum;
  (void)env, (void)type;
  return calls_Counter_add((void *)data, (const calls_Counter_table *)table, n, &sum) ? -1 : sum;
}

JNI(jlong, spaces)(JNIEnv *env, jclass type, jstring text) {
  size_t spaces = 0;
  const char *bytes = (*env)->GetStringUTFChars(env, text, NULL);
  (void)type;
  rdylib_failure *failure = calls_spaces(bytes, strlen(bytes), &spaces);
  (*env)->ReleaseStringUTFChars(env, text, bytes);
  return failure ? -1 : (jlong)spaces;
}

static jstring string(JNIEnv *env, rdylib_str text) {
  char copy[256];
  memcpy(copy, text.data, text.length);
  copy[text.length] = 0;
  return (*env)->NewStringUTF(env, copy);
}

JNI(jstring, motto)(JNIEnv *env, jclass type, jint n) {
  rdylib_str motto;
  (void)type;
  return calls_motto((uint32_t)n, &motto) ? NULL : string(env, motto);
}

JNI(jstring, translate)(JNIEnv *env, jclass type, jstring text) {
  rdylib_str motto;
  const char *bytes = (*env)->GetStringUTFChars(env, text, NULL);
  (void)type;
  rdylib_failure *failure = calls_translate(bytes, strlen(bytes), &motto);
  (*env)->ReleaseStringUTFChars(env, text, bytes);
  return failure ? NULL : string(env, motto);
}

typedef struct {
  JNIEnv *env;
  jobject visit;
} visitor;

static rdylib_failure *visit(void *self, int32_t value, int32_t *out) {
  visitor *v = self;
  *out = (*v->env)->CallIntMethod(v->env, v->visit, visit_call, value);
  return (*v->env)->ExceptionCheck(v->env) ? rdylib_fail("thrown") : NULL;
}

static const calls_each_visit_table VISIT = calls_each_visit_TABLE(visitor, NULL, visit);

JNI(jint, each)(JNIEnv *env, jclass type, jint n, jobject object) {
  visitor v = {env, object};
  int32_t sum;
  (void)type;
  return calls_each(n, &v, &VISIT, &sum) ? -1 : sum;
}

JNI(jintArray, ints)(JNIEnv *env, jclass type) {
  calls_slice_i32 all;
  (void)type;
  if (calls_ints(&all)) return NULL;
  jintArray array = (*env)->NewIntArray(env, (jsize)all.length);
  if (array) (*env)->SetIntArrayRegion(env, array, 0, (jsize)all.length, (const jint *)all.data);
  return array;
}
