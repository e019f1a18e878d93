def log = new File(basedir, 'build.log').text
def abi = new File(basedir, 'src/main/abi').absolutePath
assert log =~ /\[ERROR\] +--> \Q${abi}\E\/greeter\.yaml:5:\d+/ : 'a place that an editor can open'
assert log.contains('RDY0101')
assert log.contains("Nothing can be generated from ${abi}/greeter.yaml, ${abi}/shared.yaml, ${abi}/user.yaml")
assert log.count('there is no type `Missing`') == 1 : 'what two files have to do with is said once'
assert log.contains("There is no folder ${basedir.absolutePath}/nowhere")
assert !log.contains('\tat org.rdylib') : 'no stack trace'
assert !new File(basedir, 'target/generated-sources/rdylib').exists()
