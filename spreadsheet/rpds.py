"""What jsonschema and referencing ask of rpds, in Python: that package is compiled, and nobody has
compiled it for a browser. Collections that never change; a change is another one.
"""


class HashTrieMap(dict):
    @classmethod
    def convert(cls, value):
        return value if isinstance(value, cls) else cls(value)

    def insert(self, key, value):
        return type(self)({**self, key: value})

    def remove(self, key):
        if key not in self:
            raise KeyError(key)
        return type(self)({name: self[name] for name in self if name != key})

    def update(self, *others):
        made = dict(self)
        for other in others:
            made.update(other)
        return type(self)(made)

    def __hash__(self):
        return hash(frozenset(self.items()))


class HashTrieSet(frozenset):
    def insert(self, value):
        return type(self)((*self, value))

    def discard(self, value):
        return type(self)(one for one in self if one != value)

    def update(self, *others):
        return type(self)(self.union(*others))


class List(tuple):
    def push_front(self, value):
        return type(self)((value, *self))
