shunt check tests/spec/nothing.abi
