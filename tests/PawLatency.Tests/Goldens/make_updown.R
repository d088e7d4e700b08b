# Makes updown.csv: Dixon's k of every series of responses of the up-down method, to nominal size 6 with up to four equal responses before the first change.
#
#     Rscript make_updown.R
#
# Dixon 1965, J Am Stat Assoc 60:967-978, and 1980, Annu Rev Pharmacol Toxicol 20:441-462: k is the maximum-likelihood mean less the last level, in steps, of a
# normal distribution whose standard deviation is one step. That is a probit regression whose slope is 1: glm() with the level as an offset.

k <- function(series) {
  x <- strsplit(series, "")[[1]] == "X"; level <- cumsum(c(0, ifelse(x, -1, 1)[-length(x)]))
  # P(response) = pnorm(level - mean): the intercept is minus the mean.
  fit <- glm(x ~ 1 + offset(level), binomial("probit"), control = glm.control(epsilon = 1e-15, maxit = 200))
  -coef(fit)[[1]] - level[length(level)]
}
out <- data.frame()
# The nominal size counts from the last of the equal responses on.
for (nominal in 2:6) for (before in 0:3) {
  rest <- if (nominal > 2) expand.grid(rep(list(c("O", "X")), nominal - 2)) else data.frame(none = "")
  for (i in seq_len(nrow(rest))) for (first in c("O", "X")) {
    series <- paste0(strrep(first, before), first, if (first == "O") "X" else "O", paste(unlist(lapply(rest[i, , drop = FALSE], as.character)), collapse = ""))
    out <- rbind(out, data.frame(series, k = suppressWarnings(k(series))))
  }
}
writeLines(c("# Dixon's k of every series: probit regression with slope 1.", "# Maker: make_updown.R beside this file; command: Rscript make_updown.R", paste0("# Versions: ", R.version.string), paste("# Date:", Sys.Date()), "series,k", sprintf("%s,%.12g", out$series, out$k)), "updown.csv")
