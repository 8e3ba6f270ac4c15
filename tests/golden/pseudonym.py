"""Writes pseudonym.json: tokens computed with Python's hmac from the definition in words.

Run from this folder: python3 pseudonym.py
"""

import hashlib
import hmac
import json
import platform
import struct

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def field(text):
    data = text.encode("utf-8")
    return struct.pack(">I", len(data)) + data


def token(key, purpose, text):
    message = field("assay/pseudonym/v1") + field(purpose) + field(text)
    number = int.from_bytes(hmac.new(key, message, hashlib.sha256).digest(), "big")
    # 256 bits; the first 20 characters are the highest 100 bits.
    return "p_" + "".join(ALPHABET[(number >> (256 - 5 * (i + 1))) & 31] for i in range(20))


KEYS = [bytes(range(32)), bytes(32), hashlib.sha256(b"example").digest()]
PURPOSES = ["dataset:1/customer_id", "dataset:2/customer_id", "d"]
TEXTS = ["4711", "4711 ", "", "a", "A", "Müller", "Mu\u0308ller", "李小龙", "\U0001f600", "__proto__", "x" * 1000, "p\u0000q"]

cases = [
    {"keyHex": key.hex(), "purpose": purpose, "text": text, "token": token(key, purpose, text)}
    for key in KEYS
    for purpose in PURPOSES
    for text in TEXTS
]
with open("pseudonym.json", "w", encoding="utf-8") as out:
    json.dump({"versions": {"python": platform.python_version()}, "cases": cases}, out, indent=1, ensure_ascii=False)
    out.write("\n")
