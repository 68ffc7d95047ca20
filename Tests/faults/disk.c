/* A disk that fails when it is told to, for a program that is started with it in LD_PRELOAD.
 *
 * It counts what the program does to files under FAULT_FOLDER: writes, flushes, truncations, removals, renamings.
 *   FAULT_AT=N     the N-th of them, from 1, goes wrong
 *   FAULT_KIND     EIO, ENOSPC, or KILL: the program ends there and then, as by SIGKILL
 *   FAULT_LASTS=1  and so does every one after it
 *   FAULT_GATE=F   everything fails with ENOSPC for as long as there is a file F
 *   FAULT_LOG=F    writes each one's name into F
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long count;

static int is_ours(const char *path) {
    const char *folder = getenv("FAULT_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0 && !strstr(path, ".log");
}

static int is_ours_fd(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

/* Whether this one fails; errno says how. */
static int fails(const char *name) {
    long number = atomic_fetch_add(&count, 1) + 1;
    const char *log = getenv("FAULT_LOG"), *gate = getenv("FAULT_GATE");
    const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");
    if (log) {
        int fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd >= 0) {
            dprintf(fd, "%s\n", name);
            close(fd);
        }
    }
    if (gate && access(gate, F_OK) == 0) {
        errno = ENOSPC;
        return 1;
    }
    if (!at || !kind) return 0;
    long wanted = atol(at);
    if (number != wanted && !(getenv("FAULT_LASTS") && number > wanted)) return 0;
    if (strcmp(kind, "KILL") == 0) kill(getpid(), SIGKILL);
    errno = strcmp(kind, "ENOSPC") == 0 ? ENOSPC : EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAILING(name, ours, result, parameters, arguments)            \
    result name parameters {                                          \
        static __typeof__(&name) real;                                \
        if (!real) real = REAL(name);                                 \
        if (ours && fails(#name)) return -1;                          \
        return real arguments;                                        \
    }

FAILING(pwrite, is_ours_fd(fd), ssize_t, (int fd, const void *bytes, size_t size, off_t at), (fd, bytes, size, at))
FAILING(pwrite64, is_ours_fd(fd), ssize_t, (int fd, const void *bytes, size_t size, off64_t at), (fd, bytes, size, at))
FAILING(write, is_ours_fd(fd), ssize_t, (int fd, const void *bytes, size_t size), (fd, bytes, size))
FAILING(fsync, is_ours_fd(fd), int, (int fd), (fd))
FAILING(fdatasync, is_ours_fd(fd), int, (int fd), (fd))
FAILING(ftruncate, is_ours_fd(fd), int, (int fd, off_t size), (fd, size))
FAILING(ftruncate64, is_ours_fd(fd), int, (int fd, off64_t size), (fd, size))
FAILING(unlink, is_ours(path), int, (const char *path), (path))
FAILING(rename, is_ours(to), int, (const char *from, const char *to), (from, to))
