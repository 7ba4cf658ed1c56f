;;; citecheck-eglot.el --- citecheck in Emacs, by eglot  -*- lexical-binding: t; -*-

;; Emacs 29 has eglot; for 28 there are the package eglot and, in Debian, elpa-eglot.  In your init file:
;;
;;     (load "/path/to/citecheck-eglot.el")
;;
;; and in a manuscript M-x eglot, or from then on by itself:
;;
;;     (add-hook 'markdown-mode-hook #'eglot-ensure)

;;; Code:

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((markdown-mode gfm-mode bibtex-mode) . ("citecheck" "lsp")))
  ;; Many modes derive from text-mode: it comes last, so that those that have servers keep them.
  (add-to-list 'eglot-server-programs '(text-mode . ("citecheck" "lsp")) t))

;; Where no package knows Markdown, a manuscript is a text.
(unless (assoc "paper.md" auto-mode-alist #'string-match-p)
  (add-to-list 'auto-mode-alist '("\\.\\(?:md\\|markdown\\|qmd\\)\\'" . text-mode)))

;; What is set here stands above the configuration files, with the same keys:
;;
;;     (setq-default eglot-workspace-configuration '((:citecheck . (:extend-select ["STY"]))))

(provide 'citecheck-eglot)
;;; citecheck-eglot.el ends here
