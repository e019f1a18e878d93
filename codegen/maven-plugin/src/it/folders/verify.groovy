def log = new File(basedir, 'build.log').text
def sources = new File(basedir, 'target/generated-sources/rdylib/org/example')
assert new File(sources, 'a/Error.java').exists() && new File(sources, 'b/Error.java').exists()
assert !new File(sources, 'shared').exists() : 'a file that only others use is no library'
assert new File(basedir, 'target/classes/org/example/User.class').exists()

def place = new File(basedir, 'src/main/abi/a/one.yaml').absolutePath
assert log.contains('[INFO] note[RDY0405]: `Error` may grow') : 'what check notes is shown'
assert log =~ /\[INFO\] +--> \Q${place}\E:6:3/
