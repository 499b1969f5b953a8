// Failing is not enough: it has to fail for the reason that the gate exists for.
def log = new File(basedir, 'build.log').text
assert log.contains('[NullAway]') : 'The null gate sleeps: Canary.java did not fail with [NullAway]'
