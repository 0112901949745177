/* Stands between a program and the disk, for tests. Watches files below one folder: notes what is
 * done to them, so that a power cut can be played afterwards, or lets the n-th call fail.
 *
 *   disk_record(folder, log)              from now on note every call in the file `log`
 *   disk_fail(folder, nth, error, forever)    error < 0: the call writes half of what it was given
 *   disk_heal(), disk_was_hit()            end that; whether a call failed
 *
 * A note is a line of numbers: call, descriptor, offset, length, length of path, of second path;
 * and after it the bytes written and the paths. Calls: w write, t truncate, s sync, o open, c made by
 * open, r rename, u unlink, m mkdir, a acknowledged (written to standard output). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define DESCRIPTORS 1024
#define PATH 512

static char watched[PATH], paths[DESCRIPTORS][PATH];
static int log_to = -1, error_code, is_forever, was_hit;
static long calls, fail_at;

static int is_watched(const char *path) {
    size_t length = strlen(watched);
    return length && path && strncmp(path, watched, length) == 0 && strlen(path) < PATH;
}

static int is_open(int fd) { return fd >= 0 && fd < DESCRIPTORS && paths[fd][0]; }

static void note(char call, int fd, long offset, const void *data, long length, const char *one,
                 const char *two) {
    char line[128];
    int saved = errno;
    if (log_to < 0) return;
    int size = snprintf(line, sizeof line, "%c %d %ld %ld %zu %zu\n", call, fd, offset, length,
                        one ? strlen(one) : 0, two ? strlen(two) : 0);
    syscall(SYS_write, log_to, line, size);
    if (length) syscall(SYS_write, log_to, data, length);
    if (one) syscall(SYS_write, log_to, one, strlen(one));
    if (two) syscall(SYS_write, log_to, two, strlen(two));
    errno = saved;
}

/* 0: go on; 1: fail with errno set; 2: write half. */
static int falls_out(int is_write) {
    if (!fail_at) return 0;
    calls++;
    if (calls != fail_at && !(is_forever && calls > fail_at)) return 0;
    was_hit = 1;
    if (error_code < 0) return is_write ? 2 : 0;
    errno = error_code;
    return 1;
}

void disk_record(const char *folder, const char *log) {
    strncpy(watched, folder, PATH - 1);
    log_to = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

void disk_fail(const char *folder, long nth, int error, int forever) {
    strncpy(watched, folder, PATH - 1);
    fail_at = nth, error_code = error, is_forever = forever, calls = 0, was_hit = 0;
}

void disk_heal(void) { fail_at = 0; }

int disk_was_hit(void) { return was_hit; }

static int opened(const char *path, int flags, int mode) {
    struct stat found;
    int is_ours = is_watched(path), is_new;
    if (!is_ours) return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    is_new = (flags & O_CREAT) && stat(path, &found) != 0;
    if (falls_out(0)) return -1;
    int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (fd < 0 || fd >= DESCRIPTORS) return fd;
    strcpy(paths[fd], path);
    note(is_new ? 'c' : 'o', fd, 0, 0, 0, path, 0);
    if ((flags & O_TRUNC) && !is_new) note('t', fd, 0, 0, 0, 0, 0);
    return fd;
}

#define MODE(last) va_list list; va_start(list, last); int mode = va_arg(list, int); va_end(list)

int open(const char *path, int flags, ...) { MODE(flags); return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags); return opened(path, flags, mode); }

int openat(int folder, const char *path, int flags, ...) {
    MODE(flags);
    if (folder == AT_FDCWD || path[0] == '/') return opened(path, flags, mode);
    return syscall(SYS_openat, folder, path, flags, mode);
}

int close(int fd) {
    if (is_open(fd)) paths[fd][0] = 0;
    return syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *data, size_t length, off_t offset) {
    int fault = falls_out(1);
    if (fault == 1) return -1;
    if (fault == 2) length = (length + 1) / 2;
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    if (done > 0) note('w', fd, offset, data, done, 0, 0);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (fd == 1) note('a', fd, 0, data, length, 0, 0);
    if (!is_open(fd)) return syscall(SYS_write, fd, data, length);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = written(fd, data, length, at);
    if (done > 0) lseek(fd, at + done, SEEK_SET);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return is_open(fd) ? written(fd, data, length, offset)
                       : syscall(SYS_pwrite64, fd, data, length, offset);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return pwrite(fd, data, length, offset);
}

/* Copies go through read and write, where they are seen. */
ssize_t sendfile(int out, int in, off_t *offset, size_t length) {
    (void)out, (void)in, (void)offset, (void)length;
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int out, int in, off_t *offset, size_t length) {
    return sendfile(out, in, offset, length);
}

int ftruncate(int fd, off_t length) {
    if (is_open(fd) && falls_out(0)) return -1;
    int done = syscall(SYS_ftruncate, fd, length);
    if (!done && is_open(fd)) note('t', fd, length, 0, 0, 0, 0);
    return done;
}
int ftruncate64(int fd, off_t length) { return ftruncate(fd, length); }

static int synced(int fd, long call) {
    if (is_open(fd) && falls_out(0)) return -1;
    int done = syscall(call, fd);
    if (!done && is_open(fd)) note('s', fd, 0, 0, 0, 0, 0);
    return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int rename(const char *from, const char *to) {
    int is_ours = is_watched(from) || is_watched(to);
    if (is_ours && falls_out(0)) return -1;
    int done = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (!done && is_ours) note('r', -1, 0, 0, 0, from, to);
    return done;
}

int unlink(const char *path) {
    if (is_watched(path) && falls_out(0)) return -1;
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!done && is_watched(path)) note('u', -1, 0, 0, 0, path, 0);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (is_watched(path) && falls_out(0)) return -1;
    int done = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (!done && is_watched(path)) note('m', -1, 0, 0, 0, path, 0);
    return done;
}
