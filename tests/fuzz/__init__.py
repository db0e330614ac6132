"""A fuzzer of the whole program: inputs of every format, spoilt with the grammar in mind, through the real commands.

`make fuzz` runs it, `make test` a sample. `inputs` makes an input from a seed and a number, with `spoil` and `samples`;
`runs` gives it to a command and says what is wrong with that; `plain` reads the same input without any code of ours.
"""
