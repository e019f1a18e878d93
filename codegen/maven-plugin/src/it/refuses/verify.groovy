def log = new File(basedir, 'build.log').text
assert log =~ /\[ERROR\].*src\/main\/abi\/greeter\.yaml:5:\d+/
assert log.contains('RDY0101')
assert log.contains('Nothing can be generated from src/main/abi/greeter.yaml')
assert !log.contains('\tat org.rdylib') : 'no stack trace'
assert !new File(basedir, 'target/generated-sources/rdylib').exists()
