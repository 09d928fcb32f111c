# fish completion for mpkg(1)

