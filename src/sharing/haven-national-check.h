/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each takes a number without separators, letters A to Z in upper case, and tells whether it can be real. */
gboolean haven_check_us_ssn (const char *id, gsize n);
gboolean haven_check_us_itin (const char *id, gsize n);
gboolean haven_check_gb_nino (const char *id, gsize n);
gboolean haven_check_gb_nhs (const char *id, gsize n);
gboolean haven_check_de_tax (const char *id, gsize n);
gboolean haven_check_fr_card (const char *id, gsize n);
gboolean haven_check_fr_nir (const char *id, gsize n);
gboolean haven_check_es_dni (const char *id, gsize n);
gboolean haven_check_it_fiscal (const char *id, gsize n);
gboolean haven_check_pl_pesel (const char *id, gsize n);
gboolean haven_check_nl_bsn (const char *id, gsize n);
gboolean haven_check_pt_nif (const char *id, gsize n);
gboolean haven_check_se_person (const char *id, gsize n);
gboolean haven_check_no_birth (const char *id, gsize n);
gboolean haven_check_dk_cpr (const char *id, gsize n);
gboolean haven_check_fi_hetu (const char *id, gsize n);
gboolean haven_check_be_register (const char *id, gsize n);
gboolean haven_check_at_svnr (const char *id, gsize n);
gboolean haven_check_ch_ahv (const char *id, gsize n);
gboolean haven_check_ie_pps (const char *id, gsize n);
gboolean haven_check_cz_birth (const char *id, gsize n);
gboolean haven_check_ro_cnp (const char *id, gsize n);
gboolean haven_check_bg_egn (const char *id, gsize n);
gboolean haven_check_hr_oib (const char *id, gsize n);
gboolean haven_check_jmbg (const char *id, gsize n);
gboolean haven_check_baltic (const char *id, gsize n);
gboolean haven_check_lv_person (const char *id, gsize n);
gboolean haven_check_gr_amka (const char *id, gsize n);
gboolean haven_check_hu_taj (const char *id, gsize n);
gboolean haven_check_is_person (const char *id, gsize n);
gboolean haven_check_ru_snils (const char *id, gsize n);
gboolean haven_check_ca_sin (const char *id, gsize n);
gboolean haven_check_au_tfn (const char *id, gsize n);
gboolean haven_check_au_medicare (const char *id, gsize n);
gboolean haven_check_nz_ird (const char *id, gsize n);
gboolean haven_check_in_aadhaar (const char *id, gsize n);
gboolean haven_check_in_pan (const char *id, gsize n);
gboolean haven_check_br_cpf (const char *id, gsize n);
gboolean haven_check_mx_curp (const char *id, gsize n);
gboolean haven_check_ar_cuil (const char *id, gsize n);
gboolean haven_check_cl_rut (const char *id, gsize n);
gboolean haven_check_za_id (const char *id, gsize n);
gboolean haven_check_tr_tckn (const char *id, gsize n);
gboolean haven_check_cn_resident (const char *id, gsize n);
gboolean haven_check_jp_number (const char *id, gsize n);
gboolean haven_check_kr_rrn (const char *id, gsize n);
gboolean haven_check_hk_id (const char *id, gsize n);
gboolean haven_check_sg_nric (const char *id, gsize n);
gboolean haven_check_tw_id (const char *id, gsize n);
gboolean haven_check_il_id (const char *id, gsize n);
gboolean haven_check_th_id (const char *id, gsize n);
gboolean haven_check_my_nric (const char *id, gsize n);
gboolean haven_check_pk_cnic (const char *id, gsize n);
gboolean haven_check_uy_ci (const char *id, gsize n);

/* Whether two digits each are a day and a month; shared by the numbers that hold a date of birth. */
gboolean haven_check_day (const char *day, const char *month, guint month_offset);

G_END_DECLS
