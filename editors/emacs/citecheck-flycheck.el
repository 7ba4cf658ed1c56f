;;; citecheck-flycheck.el --- citecheck in Emacs without a language server, by flycheck  -*- lexical-binding: t; -*-

;; In your init file:
;;
;;     (load "/path/to/citecheck-flycheck.el")
;;     (add-hook 'text-mode-hook #'flycheck-mode)

;;; Code:

(require 'flycheck)

(flycheck-define-checker citecheck
  "A linter for citations: the buffer as it stands, saved or not."
  :command ("citecheck" "check" "--output-format" "checkstyle" "--stdin-filename" source-original "-")
  :standard-input t
  :error-parser flycheck-parse-checkstyle
  :error-filter (lambda (errors)
                  ;; The file is named as it stands below the current folder; a finding may be about another one.
                  (seq-filter (lambda (err)
                                (equal (expand-file-name (flycheck-error-filename err)) (buffer-file-name)))
                              errors))
  :predicate (lambda () (buffer-file-name))
  :modes (text-mode markdown-mode gfm-mode bibtex-mode))

(add-to-list 'flycheck-checkers 'citecheck)

(provide 'citecheck-flycheck)
;;; citecheck-flycheck.el ends here
