#!/usr/bin/env python3
"""A second reader of session records, written from docs/RECORD-FORMAT.md alone, in at most 200 lines.
Usage: reader.py KEY PASSPHRASE RECORD [--witness FILE | --words 'SIX WORDS']...
It knows no rule of a meeting: whether a fact may follow another is beyond it."""
import ctypes, hashlib, os, re, sys  # noqa: E401

sodium = ctypes.CDLL("libsodium.so.23")
SIZES = 512, 1024, 2048, 4096, 8192
ORDER = ("complete", "unclosed", "truncated", "forked", "forged")  # how much each says
FIELDS = {1: {2, 3}, 2: {4, 5, 6, 7, 8}, 3: {9, 10}, 4: {11}}  # of each kind of event
ENDED, FINISHED = 30, 31  # kinds of facts
WORDS = re.findall(r'"([a-z]+)"', open(os.path.join(os.path.dirname(__file__), "../../lib/seal/words_list.c")).read())
u64, size_t, buffer = ctypes.c_ulonglong, ctypes.c_size_t, ctypes.create_string_buffer

class Refused(Exception): pass  # nothing that this reader can open

def h(*parts, key=b""): return hashlib.blake2b(b"".join(parts), digest_size=32, key=key).digest()

def number(data, at, size): return int.from_bytes(data[at:at + size], "little")

def key_pair(path, passphrase):
    data, key, secret = open(path, "rb").read(), buffer(32), buffer(32)
    if len(data) != 205 or data[:8] != b"IMRREV1\0": raise Refused("no key")
    sodium.crypto_pwhash(key, u64(32), passphrase, u64(len(passphrase)), data[20:36],
                         u64(number(data, 8, 4)), size_t(number(data, 12, 8)), 2)
    if sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(secret, None, None, data[157:], u64(48), data[:133], u64(133),
                                                         data[133:157], h(b"imr-reviewer-key", key=key.raw)) != 0:
        raise Refused("wrong passphrase")
    return data[37:69], secret.raw

class Part:  # one segment
    def __init__(self, path, key):
        self.data, rest = open(path, "rb").read(), path[:-7] + ".imrrest"
        rest = open(rest, "rb").read() if os.path.exists(rest) else b""
        if rest[:8] == b"IMRRST1\0" and 16 <= len(rest) <= 65552 and 2048 <= number(rest, 8, 8) <= len(self.data):
            self.data = self.data[:number(rest, 8, 8)] + rest[16:]  # what a failed disk may have lost
        head, n = self.data[:2048], self.data[9] if len(self.data) > 9 else 0
        if head[:9] != b"IMRLOG1\0\1"[:len(head)]:
            raise Refused("version" if re.match(rb"IMRLOG[1-9]\0", head) else "not a record")
        stream = 134 + 80 * n
        if len(head) < 2048: raise Refused("cut")
        if not 1 <= n <= 8 or head[69] > 1 or any(head[stream + 24:1984]) or len(self.data) > 64 << 20:
            raise Refused("not a record")
        self.session, self.segment, self.prev, self.console = head[10:26], number(head, 26, 4), head[30:62], head[70:102]
        if sodium.crypto_sign_verify_detached(head[1984:], head[:1984], u64(1984), self.console) != 0:
            raise Refused("header")
        file_key, seals = buffer(32), [head[at:at + 80] for at in range(134, stream, 80)]
        if all(sodium.crypto_box_seal_open(file_key, seal, u64(80), *key) != 0 for seal in seals):
            raise Refused("key")
        if h(b"imrlog-commit", file_key.raw) != head[102:134]: raise Refused("header")
        self.state = buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(self.state, head[stream:stream + 24], file_key)
        self.header_hash, self.end = h(head), "unclosed"
        self.starts, self.heads = [2048], [h(head)]  # where each frame begins, and the head before it
    def torn_or_forged(self, at):  # whether a power cut explains what stands here
        left, size = len(self.data) - at, number(self.data, at, 4)
        stop, limit = (at + 4 + size, at + 4 + size) if size in SIZES else (at + 1, len(self.data))
        pieces = [self.data[max(sector, at):min(sector + 512, limit)] for sector in range(at // 512 * 512, stop, 512)]
        torn = left < 4 or (size in SIZES and left < 4 + size) or any(len(p) >= 4 and not any(p) for p in pieces)
        return "unclosed" if torn and left <= 65536 else "forged"
    def frames(self):  # gives each event, and sets .end
        while self.starts[-1] < len(self.data):
            at, plain, tag = self.starts[-1], buffer(8192), ctypes.c_ubyte()
            size = number(self.data, at, 4)
            beside = self.header_hash + (len(self.heads) - 1).to_bytes(8, "little")
            if size not in SIZES or at + 4 + size > len(self.data) or sodium.crypto_secretstream_xchacha20poly1305_pull(
                    self.state, plain, None, ctypes.byref(tag), self.data[at + 4:], u64(size), beside, u64(40)) != 0:
                self.end = self.torn_or_forged(at)
                return
            event = plain.raw[:size - 17].rstrip(b"\0")
            if event[-1:] != b"\x80" or len(event) < 2 or tag.value not in (2, 3):
                self.end = "forged"
                return
            self.starts.append(at + 4 + size)
            self.heads.append(h(self.heads[-1], self.data[at:at + 4 + size]))
            final = tag.value == 3
            self.end = "unclosed" if not final else "complete" if at + 4 + size == len(self.data) else "forged"
            yield event[:-1]
            if self.end != "unclosed":
                return

def message(data):  # a protobuf message as {field: number or bytes}; {} if it is none
    fields, at, numbers = {}, 0, re.compile(rb"[\x80-\xff]{0,9}[\0-\x7f]")
    while at < len(data):
        pair = []
        for _ in range(2):
            found = numbers.match(data, at)
            if not found:
                return {}
            pair.append(sum((byte & 127) << 7 * i for i, byte in enumerate(found.group())))
            at = found.end()
        if pair[0] & 7 == 2:
            pair[1], at = data[at:at + pair[1]], at + pair[1]
        if pair[0] & 7 not in (0, 2) or at > len(data):
            return {}
        fields[pair[0] >> 3] = pair[1]
    return fields

class Session:  # every part beside the one that was named, in order, up to the first that does not fit
    def __init__(self, path, key):
        self.verdict = self.place = self.last = self.after_state = None
        self.parts, self.facts, self.signed, self.deck, self.whole = [], 0, False, b"", False
        base = re.fullmatch(r"(.*\.)\d+\.imrlog", path).group(1)
        names = [os.path.join(os.path.dirname(path), name) for name in os.listdir(os.path.dirname(path) or ".")]
        found = [re.fullmatch(re.escape(base) + r"(\d{1,9})\.imrlog", name) for name in names]
        paths = sorted((int(one.group(1)), one.group()) for one in found if one)
        for segment, name in paths:
            try:
                part = Part(name, key)
                self.follow(part)
                if self.verdict is None:
                    self.read(part)
            except Refused as why:
                last, unborn = (segment, name) == paths[-1], os.path.getsize(name) <= 2048
                if not self.parts and last:
                    raise
                if self.parts and not (last and unborn and str(why) not in ("key", "version")):
                    self.fault("truncated" if str(why) in ("key", "version", "cut") else "forged", segment)
            if self.verdict:
                break
        self.judge()
    def fault(self, verdict, segment, frame=0, offset=0, left=0):
        if self.verdict is None or ORDER.index(verdict) > ORDER.index(self.verdict):
            self.verdict, self.place = verdict, (segment + 1, frame, offset, left)
    def fault_in(self, verdict, part, frame):
        self.fault(verdict, part.segment, frame, part.starts[frame], len(part.data) - part.starts[frame])
    def follow(self, part):
        before = self.parts[-1] if self.parts else None
        if before and (part.session != before.session or part.console != before.console):
            self.fault("forged", part.segment)
        elif before and part.segment != before.segment + 1:
            self.fault("truncated", before.segment + 1)
        elif before and part.prev in before.heads[:-1]:
            self.fault("forked", before.segment, before.heads.index(part.prev))
        elif before and part.prev != before.heads[-1]:
            self.fault_in("truncated", before, len(before.heads) - 1)
        elif before and before.end == "complete":
            self.fault("forged", part.segment)
    def read(self, part):
        self.parts.append(part)
        for event in part.frames():
            if not self.take(part, message(event), len(part.heads) - 2):
                del part.heads[-1], part.starts[-1]
                part.end = "forged"
        if part.end == "forged":
            self.fault_in("forged", part, len(part.heads) - 1)
    def take(self, part, event, frame):
        kind = event.pop(1, 0)
        if not event.keys() <= FIELDS.get(kind, {0}) or (kind == 4) != (part.segment > 0 and frame == 0):
            return False
        if kind == 1:
            fits, self.after_state = self.after_state in (None, event[2]), None
            self.facts, self.last = self.facts + fits, message(event[3])[1]
            return fits
        if kind == 2 and not self.whole:
            self.deck = self.deck * (event.get(5, 0) > 0) + event[8]
            self.whole = event.get(5, 0) + 1 == event[6] and h(self.deck) == event[4]
        if kind == 3:
            head, n = message(event[9]), frame.to_bytes(8, "little")
            text = b"imr-head" + part.session + part.segment.to_bytes(4, "little") + n + part.heads[frame]
            self.signed = self.last == ENDED
            return (head.get(1, 0), head.get(2, 0), head.get(3)) == (part.segment, frame, part.heads[frame]) and \
                sodium.crypto_sign_verify_detached(event[10], text, u64(len(text)), part.console) == 0
        self.after_state = h(event[11]) if kind == 4 else self.after_state
        return True
    def judge(self):
        last, frames = self.parts[-1], len(self.parts[-1].heads) - 1
        if last.end == "complete" and self.verdict is None and (self.last != FINISHED or not self.signed):
            self.fault_in("forged", last, frames)
        if self.parts[0].segment > 0:
            self.fault("truncated", 0)
        self.fault_in(last.end, last, frames)
        self.closing = last.heads[-2] if self.verdict == "complete" else None
    def hear(self, witnesses):
        for at in range(64, len(witnesses), 64):
            segment, frames = number(witnesses, at + 16, 4), number(witnesses, at + 20, 8)
            heads = next((part.heads for part in self.parts if part.segment == segment), [])
            if witnesses[at:at + 16] == self.parts[0].session and frames >= len(heads):
                self.fault("truncated", segment, max(len(heads) - 1, 0))
            elif witnesses[at:at + 16] == self.parts[0].session and heads[frames] != witnesses[at + 28:at + 60]:
                self.fault("forked", segment, frames)
    def hear_words(self, words):
        if words not in map(six_words, [self.closing] if self.closing else sum((p.heads[1:] for p in self.parts), [])):
            self.fault("forked" if self.closing else "truncated", self.place[0] - 1, len(self.parts[-1].heads) - 1)

def six_words(head):
    return " ".join(WORDS[int.from_bytes(head[:9], "big") >> 6 + 11 * i & 2047] for i in range(5, -1, -1))

def main(key, passphrase, path, *heard):
    try:
        session = Session(path, key_pair(key, passphrase.encode()))
    except Refused as why:
        return f"refused: {why}"
    for option, value in zip(heard[::2], heard[1::2]):
        session.hear(open(value, "rb").read()) if option == "--witness" else session.hear_words(value)
    return "{} part {} frame {} offset {} left {} facts {} deck {} {}".format(
        session.verdict, *session.place, session.facts, "whole" if session.whole and session.facts else "none",
        six_words(session.closing or session.parts[-1].heads[-1]))

print(main(*sys.argv[1:]))
