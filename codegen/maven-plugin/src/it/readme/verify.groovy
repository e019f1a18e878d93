def log = new File(basedir, 'build.log').text
assert log =~ /Descriptors: 1, sources: \d+/
assert new File(basedir, 'target/classes/demo/Demo.class').exists()
assert new File(basedir, 'target/classes/demo/Words.class').exists()
