#pragma once
#include <zlib.h>

// `inflateInit2` is a macro. 15 + 32: any window, and the header says whether it is gzip or zlib.
static inline int czlib_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
