;;; citecheck-flymake.el --- citecheck in Emacs without a language server, by flymake  -*- lexical-binding: t; -*-

;; In your init file:
;;
;;     (load "/path/to/citecheck-flymake.el")
;;     (add-hook 'text-mode-hook #'citecheck-flymake-setup)      ; markdown-mode is one, too
;;     (add-hook 'bibtex-mode-hook #'citecheck-flymake-setup)

;;; Code:

(require 'flymake)
(require 'json)

(defgroup citecheck nil "A linter for citations." :group 'text)

(defcustom citecheck-program "citecheck"
  "The program that checks."
  :type 'string
  :group 'citecheck)

(defvar-local citecheck-flymake--process nil "The check that runs.")

(defun citecheck-flymake-setup ()
  "Check the citations of this buffer while it is written."
  (when buffer-file-name
    (add-hook 'flymake-diagnostic-functions #'citecheck-flymake nil t)
    (flymake-mode 1)))

(defun citecheck-flymake (report &rest _)
  "Check this buffer, saved or not, and call REPORT with what was found."
  (unless (executable-find citecheck-program)
    (error "%s is not installed" citecheck-program))
  (when (process-live-p citecheck-flymake--process)
    (kill-process citecheck-flymake--process))
  (let ((source (current-buffer))
        (default-directory (file-name-directory buffer-file-name)) ; findings name files as seen from there
        (errors (generate-new-buffer " *citecheck errors*")))
    (save-restriction
      (widen)
      (setq citecheck-flymake--process
            (make-process
             :name "citecheck"
             :buffer (generate-new-buffer " *citecheck*")
             :stderr errors
             :noquery t
             :connection-type 'pipe
             :coding 'utf-8-unix
             :command (list citecheck-program "check" "--output-format" "jsonl"
                            "--stdin-filename" buffer-file-name "-")
             :sentinel (lambda (process _)
                         (when (memq (process-status process) '(exit signal))
                           (citecheck-flymake--told process source report)
                           (kill-buffer (process-buffer process))
                           (kill-buffer errors)))))
      (set-process-query-on-exit-flag (get-buffer-process errors) nil)
      (process-send-region citecheck-flymake--process (point-min) (point-max))
      (process-send-eof citecheck-flymake--process))))

(defun citecheck-flymake--told (process source report)
  "Call REPORT with what PROCESS found in SOURCE, unless it was overtaken."
  (when (buffer-live-p source)
    (with-current-buffer source
      (when (eq process citecheck-flymake--process)
        (if (memq (process-exit-status process) '(0 1))
            (funcall report (citecheck-flymake--read (process-buffer process) source))
          (funcall report :panic :explanation "citecheck could not run"))))))

(defun citecheck-flymake--read (output source)
  "The findings about the buffer SOURCE that OUTPUT has, one a line."
  (let ((file (buffer-file-name source)) (found nil))
    (with-current-buffer output
      (goto-char (point-min))
      (while (re-search-forward "^{.*}$" nil t)
        (let* ((json-object-type 'alist)
               (one (json-read-from-string (match-string 0))))
          ;; A finding may be about another file: the bibliography.
          (when (equal (expand-file-name (alist-get 'path one) (file-name-directory file)) file)
            (push (citecheck-flymake--diagnostic one source) found)))))
    (nreverse found)))

(defun citecheck-flymake--diagnostic (one source)
  "The finding ONE in the buffer SOURCE.
Offsets count characters from zero, positions from one."
  (flymake-make-diagnostic
   source
   (1+ (alist-get 'start one))
   (1+ (max (alist-get 'end one) (1+ (alist-get 'start one))))
   (pcase (alist-get 'severity one) ("error" :error) ("warning" :warning) (_ :note))
   (format "%s %s" (alist-get 'code one) (alist-get 'message one))))

(provide 'citecheck-flymake)
;;; citecheck-flymake.el ends here
