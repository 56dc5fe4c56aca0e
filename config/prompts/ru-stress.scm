;; Words that the Russian voice stresses wrongly or not at all: syllables of its sounds, 1 = stressed.
;; Ask it what it thinks: festival -b '(begin (voice_msu_ru_nsh_clunits) (print (lex.lookup "слово" nil)))'
;; After a change, raise the version in scripts/render-prompts (voice_ru) and run it.
(lex.add.entry '("пароли" nil (((p a) 0) ((r o) 1) ((ll i) 0))))
(lex.add.entry '("ноль" nil (((n o ll) 1))))
(lex.add.entry '("уточнит" nil (((u) 0) ((t o) 0) ((ch nn i t) 1))))
(lex.add.entry '("коротко" nil (((k o) 1) ((r o) 0) ((t k o) 0))))
(lex.add.entry '("свяжемся" nil (((s vv a) 1) ((zh e m) 0) ((s a) 0))))
