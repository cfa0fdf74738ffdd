/* Counts the system calls that change files, and ends the process or fails at one of them.

   Loaded by LD_PRELOAD; tests/crash/run.py arms it. Only calls after `fault_arm` count, and of
   `write` only those to files that were opened since, so that pipes of the tests stay as they are. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { KILL_BEFORE, KILL_WITHIN, FAIL };

static int armed, at, how, count;
static char opened[1024]; /* by file descriptor: whether it counts */

void fault_arm(int nth, int what) { at = nth; how = what; count = 0; armed = 1; }
int fault_count(void) { return count; }

static void die(void) { kill(getpid(), SIGKILL); }

/* Whether this call is to fail; kills where that comes before it. */
static int begins(void) {
    if (!armed || ++count != at) return 0;
    if (how == KILL_BEFORE) die();
    return how == FAIL;
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int is_write(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT); }

static int remembered(int fd) {
    if (armed && fd >= 0 && fd < (int)sizeof opened) opened[fd] = 1;
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, name, const char *, int, ...); \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        if (!armed || !is_write(flags)) return real(path, flags, mode); \
        if (begins()) { errno = ENOSPC; return -1; } \
        int fd = remembered(real(path, flags, mode)); \
        return fd; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(int, name, int, const char *, int, ...); \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
        if (!armed || !is_write(flags)) return real(folder, path, flags, mode); \
        if (begins()) { errno = ENOSPC; return -1; } \
        int fd = remembered(real(folder, path, flags, mode)); \
        return fd; \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    if (!armed || fd < 0 || fd >= (int)sizeof opened || !opened[fd]) return real(fd, data, size);
    if (begins()) { errno = ENOSPC; return -1; }
    int is_torn = count == at && how == KILL_WITHIN;
    ssize_t done = real(fd, data, is_torn ? size / 2 : size);
    if (is_torn) die();
    return done;
}

#define CALL(name, error, parameters, arguments, ...) \
    int name parameters { \
        REAL(int, name, __VA_ARGS__); \
        if (!armed) return real arguments; \
        if (begins()) { errno = error; return -1; } \
        int answer = real arguments; \
        return answer; \
    }
CALL(fsync, EIO, (int fd), (fd), int)
CALL(rename, ENOSPC, (const char *a, const char *b), (a, b), const char *, const char *)
CALL(unlink, EIO, (const char *path), (path), const char *)
CALL(ftruncate, EIO, (int fd, off_t size), (fd, size), int, off_t)
CALL(ftruncate64, EIO, (int fd, off64_t size), (fd, size), int, off64_t)
CALL(chmod, EPERM, (const char *path, mode_t mode), (path, mode), const char *, mode_t)
CALL(chown, EPERM, (const char *path, uid_t u, gid_t g), (path, u, g), const char *, uid_t, gid_t)
CALL(mkdir, ENOSPC, (const char *path, mode_t mode), (path, mode), const char *, mode_t)
CALL(utimensat, EPERM, (int d, const char *p, const struct timespec t[2], int f), (d, p, t, f), int,
     const char *, const struct timespec *, int)
