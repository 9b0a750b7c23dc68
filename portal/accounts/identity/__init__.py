"""Identity verification (본인확인): providers behind one interface, answers checked in one place."""
