"""Forms: what a catalog asks, written for programs and paper that ask others, whose answers `rolefit score` reads.

They know the questions and their words. Only the page that works its result out by itself is given numbers.
Start with `write.write_form`; each format has a module, and all of them write what `asked.Form` holds.
"""
