// Most of what these tests take is waiting for the pace of the air, so that a processor has room for two of them.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
