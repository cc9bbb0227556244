"""The few rules of JSON schema that our published schema uses."""


def faults(value, schema, at="$"):
    """Return where a value breaks its schema."""
    kinds = {"object": dict, "array": list, "string": str}
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{at}: not {schema['type']}"]
    if isinstance(value, dict):
        return _object_faults(value, schema, at)
    if isinstance(value, list):
        return [fault for n, one in enumerate(value) for fault in faults(one, schema["items"], f"{at}[{n}]")]
    return [f"{at}: not one of {schema['enum']}"] if value not in schema.get("enum", [value]) else []


def _object_faults(value, schema, at):
    known = schema["properties"]
    found = [f"{at}: no {name}" for name in schema.get("required", ()) if name not in value]
    found += [f"{at}: unknown {name}" for name in value if name not in known]
    for name in value.keys() & known.keys():
        found += faults(value[name], known[name], f"{at}.{name}")
    return found
