;;; emacs_drive.el --- what the tests do in Emacs as a writer would  -*- lexical-binding: t; -*-

;;; Code:

(require 'json)

(defvar drive-seen nil "What was seen, as an alist.")

(defun drive-wait (what until)
  "Wait until the function UNTIL answers, and return its answer; WHAT names it."
  (let ((answer nil) (end (+ (float-time) 20)))
    (while (and (not (setq answer (funcall until))) (< (float-time) end))
      (accept-process-output nil 0.05)
      (sit-for 0.01))
    (or answer (error "Nothing came of: %s" what))))

(defun drive-note (name value)
  "Remember VALUE under NAME."
  (push (cons name value) drive-seen))

(defun drive-end ()
  "Write what was seen."
  (let ((coding-system-for-write 'utf-8))
    (write-region (json-encode drive-seen) nil (getenv "SEEN"))))

(defun drive-flymake-findings ()
  "The findings of flymake, each with its text, type and message."
  (vconcat
   (mapcar (lambda (found)
             (vector (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                     (format "%s" (flymake-diagnostic-type found))
                     (flymake-diagnostic-text found)))
           (flymake-diagnostics))))

(defun drive-eglot (file)
  "See the finding in FILE, hover, take the fix, save."
  (setq-default eglot-workspace-configuration '((:citecheck . (:severity (:CIT003 "error")))))
  (find-file file)
  (apply #'eglot (eglot--guess-contact))
  (drive-note 'findings
              (drive-wait "a finding as severe as the settings say"
                          (lambda ()
                            (flymake-start)
                            (let ((found (drive-flymake-findings)))
                              (and (> (length found) 0) (equal (aref (aref found 0) 1) "eglot-error") found)))))
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (drive-note 'hover (plist-get (plist-get (jsonrpc-request (eglot-current-server) :textDocument/hover
                                                            (eglot--TextDocumentPositionParams))
                                           :contents)
                                :value))
  (let ((chosen nil) (last-nonmenu-event ?x)) ; as with a key, not with the mouse
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt choices &rest _)
                 (setq chosen (all-completions "" choices))
                 (car chosen))))
      (eglot-code-actions (flymake-diagnostic-beg (car (flymake-diagnostics)))
                          (flymake-diagnostic-end (car (flymake-diagnostics)))
                          "quickfix" t))
    (drive-note 'actions (vconcat chosen)))
  (eglot--signal-textDocument/didChange) ; done when Emacs is idle, which it never is without a screen
  (drive-wait "a clean text" (lambda ()
                               (flymake-start)
                               (and (buffer-modified-p) (not (flymake-diagnostics)))))
  (save-buffer)
  (eglot-shutdown (eglot-current-server))
  (drive-end))

(defun drive-modes ()
  "Note the server that eglot starts for each of some modes."
  (dolist (mode '(text-mode bibtex-mode markdown-mode html-mode latex-mode))
    (let ((contact (nth 2 (eglot--lookup-mode mode))))
      (drive-note mode (if (equal contact '("citecheck" "lsp")) "citecheck" "another"))))
  (drive-end))

(defun drive-flymake (file)
  "See the finding in FILE as flymake shows it, then type over it: the buffer counts, not the file."
  (find-file file)
  (citecheck-flymake-setup)
  (flymake-start)
  (drive-note 'findings
              (drive-wait "a finding" (lambda ()
                                        (let ((found (drive-flymake-findings))) (and (> (length found) 0) found)))))
  (goto-char (point-min))
  (search-forward "Marsch")
  (replace-match "Marsh")
  (flymake-start)
  (drive-wait "a clean text" (lambda () (not (flymake-diagnostics))))
  (drive-end))

(defun drive-flycheck (file)
  "See the finding in FILE as flycheck shows it."
  (find-file file)
  (flycheck-mode 1)
  (flycheck-buffer)
  (drive-note 'findings
              (vconcat (mapcar (lambda (found)
                                 (vector (flycheck-error-line found) (flycheck-error-column found)
                                         (format "%s" (flycheck-error-level found)) (flycheck-error-message found)))
                               (drive-wait "a finding" (lambda () flycheck-current-errors)))))
  (drive-end))

(provide 'emacs_drive)
;;; emacs_drive.el ends here
