def test_probe(jeweler_a, jeweler_b):
    assert jeweler_a.schema_name != jeweler_b.schema_name
