#include "wire/goal_reply.h"
#include "base/check.h"
#include "base/codec.h"
#include <string.h>

// One visitor writes and reads.
static void visit(struct codec *codec, struct goal_reply *reply)
{
    codec_enum(codec, &reply->kind, GOAL_REPLY_LAST);
    codec_u32(codec, &reply->version);
    codec_enum(codec, &reply->handle.shape, SHAPE_LAST);
    codec_u8(codec, &reply->handle.number);
    codec_bytes(codec, reply->share, sizeof reply->share);
    codec_bytes(codec, reply->row, sizeof reply->row);
}

static bool has_row(enum goal_reply_kind kind)
{
    return kind == GOAL_REPLY_FOUND || kind == GOAL_REPLY_MADE;
}

void goal_reply_encode(const struct goal_reply *reply, uint8_t *buffer, size_t size)
{
    struct goal_reply copy = *reply;
    memset(buffer, 0, size);
    struct codec codec = codec_writer(buffer, size);
    visit(&codec, &copy);
    check(codec.err == OK);
}

enum err goal_reply_decode(const uint8_t *bytes, size_t size, struct goal_reply *out_reply)
{
    struct goal_reply reply = {0};
    struct codec codec = codec_reader(bytes, size);
    visit(&codec, &reply);
    if (codec.err != OK)
        return codec.err;
    for (size_t i = codec.used; i < size; i++)
        if (bytes[i] != 0)
            return ERR_MALFORMED;
    if (reply.kind == GOAL_REPLY_NONE || (has_row(reply.kind) && !goal_handle_ok(&reply.handle)))
        return ERR_RANGE;
    *out_reply = reply;
    return OK;
}
