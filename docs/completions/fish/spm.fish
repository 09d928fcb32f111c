# fish completion for spm(1)

