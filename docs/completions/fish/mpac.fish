# fish completion for mpac(1)

