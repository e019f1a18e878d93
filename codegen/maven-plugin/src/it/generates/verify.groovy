def log = new File(basedir, 'build.log').text
def counts = (log =~ /Descriptors: 2, sources: (\d+), changed: (\d+)/).collect { [it[1] as int, it[2] as int] }
assert counts.size() == 2
assert counts[0][0] > 0 && counts[0][1] == counts[0][0] : 'the first run writes all files'
assert counts[1] == [counts[0][0], 0] : 'the second run touches none'

assert new File(basedir, 'target/generated-sources/rdylib/org/example/abi/Greeter.java').exists()
assert new File(basedir, 'target/classes/org/example/User.class').exists()
