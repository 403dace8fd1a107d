// What is called in the C library takes numbers and pointers only, so that its stubs can be compiled ahead of time.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
